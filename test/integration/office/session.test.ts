import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestClock, type TestClock } from '../../support/link.ts';
import {
  apiClient,
  startTestOffice,
  type TestCompany,
  type TestOffice,
  testPassword,
} from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let office: TestOffice;
let company: TestCompany;
let clock: TestClock;
beforeAll(async () => {
  clock = createTestClock();
  office = await startTestOffice({ clock });
  company = await office.createCompany();
});
afterAll(() => office.stop());

/** Signs in over HTTP as a browser does; the session cookie as it was set. */
async function signIn(
  email: string,
  password: string,
): Promise<{ status: number; cookie: string; body: string }> {
  const response = await fetch(`${office.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': '1', 'accept-language': 'nl' },
    body: JSON.stringify({ email, password }),
  });
  return {
    status: response.status,
    cookie: response.headers.getSetCookie().join('; '),
    body: await response.text(),
  };
}

const tokenOf = (cookie: string) => /gatehouse=([^;]+)/.exec(cookie)?.[1] ?? '';

describe('signing in', () => {
  test('sets a host-only cookie that scripts and foreign pages do not get, and stores only its hash', async () => {
    const { status, cookie } = await signIn(company.email.toUpperCase(), testPassword);
    expect(status).toBe(200);
    expect(cookie).toMatch(/^gatehouse=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const stored = await office.office.db.selectFrom('session').select('token_hash').execute();
    expect(stored.some((row) => row.token_hash.toString('utf8').includes(tokenOf(cookie)))).toBe(false);
    const api = apiClient(office.url, { cookie: `gatehouse=${tokenOf(cookie)}` });
    expect((await api.session.me()).employee.email).toBe(company.email);
  });

  test('I7: gives an unknown address and a wrong password the same answer', async () => {
    const wrong = await signIn(company.email, 'nietmijnwachtwoord');
    const unknown = await signIn('niemand@example.com', 'nietmijnwachtwoord');
    expect(wrong).toEqual({ status: 401, cookie: '', body: unknown.body });
    expect(unknown.status).toBe(401);
    expect(JSON.parse(wrong.body)).toMatchObject({ code: 'sign_in_refused' });
  });

  test('slows down after ten attempts and says for how long, for known and unknown addresses alike', async () => {
    const other = await office.createCompany();
    for (const email of [other.email, 'onbekend@example.com']) {
      for (let attempt = 0; attempt < 10; attempt += 1)
        expect((await signIn(email, 'fout')).status).toBe(401);
      const refused = await signIn(email, email === other.email ? testPassword : 'fout');
      expect(refused.status).toBe(429);
      expect(JSON.parse(refused.body)).toMatchObject({
        code: 'too_many_attempts',
        data: { params: { seconds: expect.any(Number) } },
      });
    }
  });

  test('signing out ends the session, also for whoever kept the cookie', async () => {
    const employee = await office.signInAs(company.id, company.email);
    await employee.api.session.signOut();
    expect(await refusalOf(employee.api.session.me())).toMatchObject({ code: 'not_signed_in', status: 401 });
  });
});

test('a session ends after twelve hours without a request, and after a week in any case', async () => {
  const idle = await office.signInAs(company.id, company.email);
  clock.move(11 * 3_600_000);
  await idle.api.session.me();
  clock.move(11 * 3_600_000);
  await idle.api.session.me();
  clock.move(13 * 3_600_000);
  expect(await refusalOf(idle.api.session.me())).toMatchObject({ code: 'not_signed_in' });
  const busy = await office.signInAs(company.id, company.email);
  for (let hour = 0; hour < 7 * 24 - 6; hour += 6) {
    clock.move(6 * 3_600_000);
    await busy.api.session.me();
  }
  clock.move(7 * 3_600_000);
  expect(await refusalOf(busy.api.session.me())).toMatchObject({ code: 'not_signed_in' });
});

test('R18: the answers speak the language of the person, then of the browser', async () => {
  const employee = await office.signInAs(company.id, company.email);
  await employee.api.session.setLanguage({ language: 'nl' });
  expect((await refusalOf(employee.api.session.changePassword({ current: 'x', next: 'y' }))).message).toMatch(
    /^Het huidige wachtwoord klopt niet/,
  );
  await employee.api.session.setLanguage({ language: 'en' });
  expect((await refusalOf(employee.api.session.changePassword({ current: 'x', next: 'y' }))).message).toMatch(
    /^The current password is not right/,
  );
  const german = apiClient(office.url, { 'accept-language': 'de, en;q=0.5' });
  expect((await refusalOf(german.session.me())).message).toBe('Sign in first.');
});

test('changing the password refuses a weak one, ends the other sessions and stands in the audit log', async () => {
  const person = await office.createCompany();
  const elsewhere = await office.signInAs(person.id, person.email);
  const weak = await refusalOf(
    person.api.session.changePassword({ current: testPassword, next: 'gatehouse1' }),
  );
  expect(weak).toMatchObject({ code: 'password_weak', status: 422, data: { field: 'next' } });
  await person.api.session.changePassword({ current: testPassword, next: 'vier nieuwe losse woorden' });
  expect(await refusalOf(elsewhere.api.session.me())).toMatchObject({ code: 'not_signed_in' });
  expect((await person.api.session.me()).employee.id).toBe(person.id);
  const { items } = await person.api.audit.list({ companyId: person.companyId });
  expect(items.map((event) => event.action)).toContain('employee.password_changed');
  expect(JSON.stringify(items)).not.toContain('losse woorden');
});
