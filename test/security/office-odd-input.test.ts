import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { startTestOffice, type TestCompany, type TestOffice, testPassword } from '../support/office.ts';

let office: TestOffice;
let company: TestCompany;
beforeAll(async () => {
  office = await startTestOffice();
  company = await office.createCompany();
});
afterAll(() => office.stop());

const ask = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/api${path}`, {
    method,
    headers: {
      ...company.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });

describe('the office', () => {
  test.each([
    ['POST', '/sign-in', '{"email":"a\\u0000b","password":"x"}'],
    ['POST', '/sign-in', '{"email":"\\ud800","password":"\\u0000"}'],
    ['POST', '/sign-in', '[]'],
    ['GET', '/companies/COMPANY/contacts?q=%00', undefined],
    ['GET', '/companies/COMPANY/contacts?search=%00', undefined],
    ['GET', '/companies/COMPANY/contacts?cursor=%00', undefined],
    ['GET', '/companies/COMPANY/contacts?cursor=W10', undefined],
    ['GET', '/companies/COMPANY/accounts?cursor=e30', undefined],
    ['GET', '/companies/COMPANY/accounts?search=%00', undefined],
    ['GET', '/companies/COMPANY/applications?cursor=e30', undefined],
    ['GET', '/companies/COMPANY/mails?cursor=e30', undefined],
    ['GET', '/companies/COMPANY/audit?cursor=e30', undefined],
    ['GET', '/companies/%00/contacts', undefined],
    ['POST', '/companies/COMPANY/licence', '{"licence":"\\u0000"}'],
    ['GET', '/setup?token=%00', undefined],
  ])('refuses odd input without failing: %s %s %s', async (method, path, body) => {
    const answer = await ask(method, path.replace('COMPANY', company.companyId), body);
    expect([answer.status, answer.status < 500 ? '' : await answer.text()]).toEqual([answer.status, '']);
  });

  test('case 27: refuses control characters in mail texts, save and preview, and names the field', async () => {
    const texts = `/companies/${company.companyId}/websites/${newId()}/mail-texts`;
    const send = async (method: string, path: string, values: object) => {
      const answer = await ask(method, texts + path, JSON.stringify({ subject: 'x', body: 'x', ...values }));
      return { status: answer.status, text: await answer.text() };
    };
    const preview = { event: 'approved', language: 'nl' };
    for (const field of ['subject', 'body']) {
      const odd = { [field]: 'a\u0000b' };
      const answers = [
        await send('PUT', '/approved/nl', odd),
        await send('POST', '/preview', { ...preview, ...odd }),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(400);
        expect(text).toContain(`"${field}"`);
        expect(text).toContain('control_characters');
      }
    }
    const fine = { ...preview, body: 'Beste\tAnna,\r\n\nDag' };
    expect((await send('POST', '/preview', fine)).status).toBe(404);
  });

  test('an upload that gives its name twice takes the first', async () => {
    const path = `/companies/${company.companyId}/contact-imports/file?name=a.csv&name=b.csv`;
    const answer = await ask('POST', path, 'number,name\n1,Jansen\n');
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('a.csv')]);
  });

  test('of two changes of a password at once one is refused (OWASP ASVS 7.4.3)', async () => {
    const person = await office.createCompany();
    const change = (next: string) =>
      person.api.session.changePassword({ current: testPassword, next }).then(
        () => 'changed',
        (error: { code: string }) => error.code,
      );
    const both = await Promise.all([change('vier nieuwe losse woorden'), change('nog vier andere woorden')]);
    expect(both.sort()).toEqual(['changed', 'current_password_wrong']);
  });

  test('a password that was changed while it was looked at opens no session (OWASP ASVS 7.4.3)', async () => {
    let answer: Promise<Response> | undefined;
    const { db } = office.office;
    const { employeeId } = company.staff;
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('employee').select('id').where('id', '=', employeeId).forUpdate().execute();
      answer = ask('POST', '/sign-in', JSON.stringify({ email: company.email, password: testPassword }), {
        cookie: '',
      });
      await new Promise((resolve) => setTimeout(resolve, 700));
      await trx
        .updateTable('employee')
        .set({ password_hash: 'other' })
        .where('id', '=', employeeId)
        .execute();
    });
    expect((await answer)?.status).toBe(401);
  });
});
