import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { createTestReplica, type TestReplica } from '../../support/link.ts';
import { createTestSite, type TestSite } from '../../support/replica.ts';

let replica: TestReplica;
let site: TestSite;
const [old, corrected] = ['anna@exmaple.com', 'anna@example.com'];
const id = newId();
beforeAll(async () => {
  replica = await createTestReplica();
});
afterAll(() => replica.close());
beforeEach(async () => {
  site = await createTestSite(replica);
});

async function told(): Promise<string[]> {
  return (await site.mails()).map(({ event, to }) => `${event} ${to}`);
}

test('case 13: a sign-in that serves only this account moves, keeps its password and must be verified anew', async () => {
  await site.register(old);
  await site.publish([{ id, email: old }]);
  await site.signIn(old);
  await site.publish([{ id, email: corrected }]);
  expect(await site.login(old)).toBeUndefined();
  expect(await site.login(corrected)).toEqual({ password_hash: 'a hash', email_verified_at: null });
  expect(await site.sessions()).toEqual([]);
  expect(await told()).toEqual([
    `approved ${old}`,
    `email_changed_old ${old}`,
    `email_changed_new ${corrected}`,
  ]);
  const mail = (await site.mails()).at(-1);
  expect(mail?.text).toMatch(/_gate\/verify\?token=/);
  const tokens = await replica.gate.db
    .selectFrom('token')
    .selectAll()
    .where('website_id', '=', site.websiteId)
    .execute();
  expect(tokens).toMatchObject([{ purpose: 'verify_email', email_canonical: corrected }]);
});

test('case 13: a sign-in that serves another account too stays, and the new address gets its own', async () => {
  const other = await createTestSite(replica, {}, site.companyId);
  await site.register(old);
  await site.publish([{ id, email: old }]);
  await other.publish([{ email: old }]);
  await other.signIn(old);
  await site.publish([{ id, email: corrected }]);
  expect(await site.login(old)).toMatchObject({ password_hash: 'a hash' });
  expect(await site.login(corrected)).toEqual({ password_hash: null, email_verified_at: null });
  expect(await other.sessions()).toEqual([old]);
  const mail = (await site.mails()).at(-1);
  expect(mail).toMatchObject({ event: 'email_changed_new', to: corrected });
  expect(mail?.text).toMatch(/_gate\/set-password\?token=/);
});

test('case 13: other capitals of the same address are no correction', async () => {
  await site.register(corrected);
  await site.publish([{ id, email: corrected }]);
  await site.signIn(corrected);
  await site.publish([{ id, email: 'Anna@Example.com' }]);
  expect(await told()).toEqual([`approved ${corrected}`]);
  expect(await site.sessions()).toEqual([corrected]);
});

test('case 14: declined, corrected and approved again: the mail and the sign-in use the new address', async () => {
  await site.register(old);
  await site.publish([{ id, email: old }]);
  await site.publish([{ id, email: old, status: 'declined' }]);
  await site.publish([{ id, email: corrected, status: 'approved' }]);
  expect((await told()).slice(2)).toEqual([
    `approved ${corrected}`,
    `email_changed_old ${old}`,
    `email_changed_new ${corrected}`,
  ]);
  expect(await site.login(corrected)).toMatchObject({ password_hash: 'a hash' });
});

test('case 14: approved at a corrected address without a password: one mail that leads to choosing it', async () => {
  await site.publish([{ id, email: old, status: 'pending' }]);
  await site.publish([{ id, email: corrected, status: 'approved' }]);
  expect(await told()).toEqual([`pending ${old}`, `approved ${corrected}`, `email_changed_old ${old}`]);
  const [, approved] = await site.mails();
  expect(approved?.text).toMatch(/_gate\/set-password\?token=/);
});

test('case 12, I1: two people who change addresses with each other, and one who takes over another’s', async () => {
  const [a, b] = [newId(), newId()];
  await site.publish([
    { id: a, email: 'a@example.com' },
    { id: b, email: 'b@example.com' },
  ]);
  await site.publish([
    { id: a, email: 'b@example.com' },
    { id: b, email: 'a@example.com' },
  ]);
  const held = async () => Object.fromEntries((await site.accounts()).map((row) => [row.id, row.email]));
  expect(await held()).toEqual({ [a]: 'b@example.com', [b]: 'a@example.com' });
  // The change of whoever gives the address up comes in a later message: nobody enters by it meanwhile.
  await site.publish([{ id: newId(), email: 'a@example.com', status: 'declined' }]);
  const row = await replica.gate.db
    .selectFrom('account')
    .select('email_canonical')
    .where('id', '=', b)
    .executeTakeFirstOrThrow();
  expect(row.email_canonical).toBe(`moved:${b}`);
  await site.publish([{ id: b, email: 'c@example.com' }]);
  expect(await held()).toMatchObject({ [b]: 'c@example.com' });
});

test('case 12: an address that is none, or that two accounts share, is refused whole', async () => {
  await expect(site.publish([{ email: 'nobody' }])).rejects.toMatchObject({ code: 'link_message_invalid' });
  await expect(site.publish([{ email: old }, { email: old.toUpperCase() }])).rejects.toThrow(/share/);
  expect(await site.accounts()).toEqual([]);
});
