import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestClock, type TestClock } from '../../support/link.ts';
import { apiClient, startTestOffice, type TestOffice } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let office: TestOffice;
let clock: TestClock;
beforeAll(async () => {
  clock = createTestClock();
  office = await startTestOffice({ clock });
});
afterAll(() => office.stop());

const person = {
  name: 'Anna de Vries',
  email: 'anna@example.com',
  password: 'vier losse woorden hier',
  language: 'nl',
  company: { kind: 'own', name: 'De Vries Techniek BV' },
} as const;

async function newToken(): Promise<string> {
  const link = await office.setupLink();
  return new URL(link ?? 'http://none').searchParams.get('token') ?? '';
}

describe('R18: the one-time link of the first start', () => {
  test('works for 24 hours, and a new one takes the earlier one back', async () => {
    const first = await newToken();
    expect(await office.visitor.setup.status({ token: first })).toEqual({ needed: true, tokenValid: true });
    const second = await newToken();
    expect((await office.visitor.setup.status({ token: first })).tokenValid).toBe(false);
    clock.move(24 * 3_600_000);
    expect((await office.visitor.setup.status({ token: second })).tokenValid).toBe(false);
    const refused = await refusalOf(office.visitor.setup.complete({ ...person, token: second }));
    expect(refused).toMatchObject({ code: 'setup_link_used', status: 410 });
  });

  test('is stored as a hash only', async () => {
    const token = await newToken();
    const rows = await office.office.db.selectFrom('setup_token').select('token_hash').execute();
    expect(rows.map((row) => row.token_hash.toString('base64url'))).not.toContain(token);
  });

  test('case 22: is not burnt by a weak password', async () => {
    const token = await newToken();
    const weak = { ...person, token, password: 'devries2026' };
    expect(await refusalOf(office.visitor.setup.complete(weak))).toMatchObject({
      code: 'password_weak',
      data: { field: 'password' },
    });
    expect((await office.visitor.setup.status({ token })).tokenValid).toBe(true);
  });

  test('makes one administrator with a company, also when it is used twice at the same moment, and signs in', async () => {
    const token = await newToken();
    const send = () =>
      fetch(`${office.url}/api/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': '1' },
        body: JSON.stringify({ ...person, token }),
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const cookie = answers.flatMap((answer) => answer.headers.getSetCookie())[0]?.split(';')[0] ?? '';
    const me = await apiClient(office.url, { cookie }).session.me();
    expect(me.employee).toMatchObject({ name: person.name, email: person.email, language: 'nl' });
    expect(me.companies).toMatchObject([{ name: person.company.name, licensed: false, isSample: false }]);
  });

  test('is not given any more once there is an employee', async () => {
    expect(await office.setupLink()).toBeNull();
    expect(await office.visitor.setup.status({})).toEqual({ needed: false, tokenValid: false });
    expect(await refusalOf(office.visitor.setup.complete({ ...person, token: 'x' }))).toMatchObject({
      code: 'setup_done',
      status: 409,
    });
  });
});
