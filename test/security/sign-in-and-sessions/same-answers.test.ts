import { parseOptions } from '@node-rs/argon2';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dummyHash } from '../../../src/passwords/password-hash.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword, type VisitorPage } from '../../support/visitor.ts';
import { newest, withSignInLinks } from './mailed-links.ts';

// The comparison of answers, statements and times stands in known-addresses.test.ts.

let gate: TestGate;
let website: TestWebsite;
const known = 'bekend@example.com';
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
  await approved(gate, website, known);
});
afterAll(() => gate.stop());

const details = { firstName: 'A', lastName: 'B', password: goodPassword };
const asks: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['a sign-up', '/_gate/sign-up', details],
  ['a reset', '/_gate/forgotten-password', {}],
  ['a link to sign in', '/_gate/sign-in', { way: 'link' }],
];

async function send(
  path: string,
  email: string,
  fields: Readonly<Record<string, string>>,
): Promise<VisitorPage> {
  const visitor = gate.visitor(website);
  const page = await visitor.get(path);
  return visitor.submit(page, { email, ...fields }, { having: 'email', follow: false });
}

describe('what is asked for by address', () => {
  it.each(asks)(
    'S6: %s is answered before any mail is written, known address or not',
    async (what, path, fields) => {
      const before = (await gate.mails()).length;
      const unknown = `${what.replaceAll(' ', '-')}@example.com`;
      await gate.database.kysely.transaction().execute(async (trx) => {
        // While nobody can write or read a mail the answers come all the same.
        await sql`LOCK TABLE gate.mail, gate.token, gate.registration IN ACCESS EXCLUSIVE MODE`.execute(trx);
        for (const email of [known, unknown]) expect((await send(path, email, fields)).status).toBe(200);
      });
      expect((await gate.mails()).length).toBeGreaterThan(before);
    },
  );

  it.each(asks)(
    'S6: %s has the same answer for a known and an unknown address',
    async (what, path, fields) => {
      const seen = [];
      for (const email of [known, `${what.replaceAll(' ', '.')}@example.com`]) {
        const { status, headers, body } = await send(path, email, fields);
        const { date: _date, 'content-length': _length, 'set-cookie': cookies = [], ...others } = headers;
        seen.push({
          status,
          others,
          cookies: cookies.map((line) => line.replace(/=[^;]*/, '')),
          body: body.replaceAll(email, 'ADDRESS').replace(/(name="(?:id|form)" value)="[^"]*"/g, '$1'),
        });
      }
      expect(seen[0]).toEqual(seen[1]);
    },
  );

  it('S6: for an address that nobody has the same work is done as for a password of somebody', async () => {
    const { password_hash } = await gate.database.kysely
      .selectFrom('login')
      .select('password_hash')
      .where('email_canonical', '=', known)
      .executeTakeFirstOrThrow();
    const { memoryCost, timeCost, parallelism } = parseOptions(password_hash ?? '');
    expect(parseOptions(dummyHash)).toMatchObject({ memoryCost, timeCost, parallelism });
  });

  it('S6: an address that has an account already is told so by mail, and the page says what it says to all', async () => {
    const pages = [];
    for (const email of [known, 'nieuw@example.com']) {
      const { status, text } = await send('/_gate/sign-up', email, details);
      pages.push(`${status} ${text.replaceAll(email, 'ADDRESS')}`);
    }
    expect(pages[0]).toBe(pages[1]);
    const mail = await newest(gate, known, 'already_registered');
    expect(mail.link).toBe('/_gate/sign-in');
    expect((await gate.mails('nieuw@example.com')).map(({ event }) => event)).toEqual(['verify_email']);
  });
});
