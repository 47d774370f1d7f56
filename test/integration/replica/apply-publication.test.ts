import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { createTestReplica, publishedAccount, type TestReplica } from '../../support/link.ts';
import { createTestSite, type TestSite } from '../../support/replica.ts';

let replica: TestReplica;
let site: TestSite;
beforeAll(async () => {
  replica = await createTestReplica();
});
afterAll(() => replica.close());
beforeEach(async () => {
  site = await createTestSite(replica);
});

const email = 'anna@example.com';
const inThePast = '2020-01-01T00:00:00Z';

async function somebodyInside(id = newId(), of = site): Promise<string> {
  await of.publish([{ id, email }]);
  await of.register(email).catch(() => {});
  await replica.gate.db
    .updateTable('login')
    .set({ password_hash: 'a hash', email_verified_at: replica.clock.now() })
    .where('company_id', '=', of.companyId)
    .execute();
  await of.signIn(email);
  return id;
}

describe('I2: a publication ends the sessions of who may not enter any more', () => {
  test.each([
    ['declined', { status: 'declined' }],
    ['blocked', { status: 'blocked' }],
    ['ended', { status: 'ended' }],
    ['pending again', { status: 'pending' }],
    ['an inactive contact (case 7)', { contactActive: false }],
    ['a validity that is over', { validUntil: inThePast }],
    ['a corrected e-mail address (case 13)', { email: 'anna.new@example.com' }],
  ] as const)('I2, case 6: %s', async (_name, change) => {
    const id = await somebodyInside();
    expect(await site.sessions()).toEqual([email]);
    const applied = await site.publish([{ id, email, ...change }]);
    expect(applied.sessionsEnded).toBe(1);
    expect(await site.sessions()).toEqual([]);
  });

  test('I2: other changes keep the sessions, and so do changes of others', async () => {
    const id = await somebodyInside();
    await site.publish([{ id, email, priceGroup: 'B' }, { status: 'declined' }]);
    expect(await site.sessions()).toEqual([email]);
  });

  test('I2: a website that is switched off or removed ends all of its sessions', async () => {
    await somebodyInside();
    expect((await site.publish([], { enabled: false })).sessionsEnded).toBe(1);
    await site.publish([], { enabled: true });
    await site.signIn(email);
    expect((await site.publish([], { removed: true })).sessionsEnded).toBe(1);
  });

  test('case 2: a decline on one website leaves the session on another', async () => {
    const id = await somebodyInside();
    const other = await createTestSite(replica, {}, site.companyId);
    await somebodyInside(newId(), other);
    await site.publish([{ id, email, status: 'declined' }]);
    expect(await site.sessions()).toEqual([]);
    expect(await other.sessions()).toEqual([email]);
  });
});

describe('R7, I3: one mail for each published change of status', () => {
  test('R7, I3, case 23: one mail a change, none where the status stays', async () => {
    const id = newId();
    await site.publish([{ id, email, status: 'pending' }]);
    await site.publish([{ id, email, status: 'pending', priceGroup: 'B' }]);
    await site.publish([{ id, email }]);
    await site.publish([{ id, email, contactActive: false }]);
    await site.publish([{ id, email, status: 'blocked' }]);
    await site.publish([{ id, email, status: 'ended' }]);
    expect((await site.mails()).map(({ event }) => event)).toEqual([
      'pending',
      'approved',
      'blocked',
      'ended',
    ]);
    expect(await site.accounts()).toEqual([{ id, email: '', status: 'ended', revision: 6 }]);
  });

  test('I3: an application that the office publishes as pending causes no second mail; its details stay', async () => {
    const id = await site.apply(email);
    await site.publish([{ id, email, status: 'pending' }]);
    expect(await site.mails()).toEqual([]);
    const { details } = await replica.gate.db
      .selectFrom('account')
      .select('details')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ town: 'Utrecht' });
  });

  test('case 10: an account that staff made by hand takes the place of the application with that address', async () => {
    await site.apply(email);
    const id = newId();
    await site.publish([{ id, email, status: 'pending' }]);
    expect(await site.mails()).toEqual([]);
    expect(await site.accounts()).toMatchObject([{ id, status: 'pending' }]);
  });

  test('case 25: the mail is in the person’s language, with the website’s sender, and in the website’s where theirs is unknown', async () => {
    await site.publish([
      { email: 'en@example.com', language: 'en' },
      { email: 'fr@example.com', language: 'fr' },
    ]);
    const rows = await replica.gate.db
      .selectFrom('mail')
      .select(['to_address', 'language', 'from_address'])
      .where('website_id', '=', site.websiteId)
      .orderBy('to_address')
      .execute();
    const from_address = '"Groothandel Jansen" <portaal@jansen.example>';
    expect(rows).toEqual([
      { to_address: 'en@example.com', language: 'en', from_address },
      { to_address: 'fr@example.com', language: 'nl', from_address },
    ]);
  });

  test('case 26: the approval leads to choosing a password, and to signing in where there is one', async () => {
    await site.register(email);
    await site.publish([{ email }, { email: 'new@example.com' }]);
    const mails = await site.mails();
    const text = (to: string) => mails.find((mail) => mail.to === to)?.text ?? '';
    expect(text('new@example.com')).toMatch(
      /https:\/\/partners\.example\.com\/_gate\/set-password\?token=[\w-]{43}\n/,
    );
    expect(text(email)).toContain('https://partners.example.com/_gate/sign-in\n');
    expect(text(email)).not.toContain('token=');
    expect(await site.login('new@example.com')).toEqual({ password_hash: null, email_verified_at: null });
  });
});

describe('snapshots and removal', () => {
  function snapshot(accounts: readonly ReturnType<typeof publishedAccount>[], values = {}) {
    const to = site.revision();
    return site.send({ mode: 'snapshot', fromRevision: 0, toRevision: to, ...values }, accounts);
  }

  test('I4, I5: a snapshot ends whom it does not name, but no application that waits', async () => {
    const [kept, gone] = [newId(), newId()];
    await site.publish([
      { id: kept, email },
      { id: gone, email: 'gone@example.com' },
    ]);
    await site.apply('waiting@example.com');
    await snapshot([publishedAccount({ id: kept, email, revision: 1 })]);
    const statuses = (await site.accounts()).map(({ id, status }) => [id, status]);
    expect(Object.fromEntries(statuses)).toMatchObject({ [kept]: 'approved', [gone]: 'ended' });
    expect(statuses).toHaveLength(3);
    expect((await site.mails()).map(({ event, to }) => [event, to])).toEqual([
      ['approved', email],
      ['approved', 'gone@example.com'],
      ['ended', 'gone@example.com'],
    ]);
  });

  test('I5: a snapshot in parts ends nobody before its last part, and takes no part out of order', async () => {
    const [first, second] = [newId(), newId()];
    await site.publish([
      { id: first, email },
      { id: second, email: 'b@example.com' },
    ]);
    const publicationId = newId();
    const a = publishedAccount({ id: first, email, revision: 1 });
    const b = publishedAccount({ id: second, email: 'b@example.com', revision: 2 });
    expect(await snapshot([b], { publicationId, part: 1, last: true })).toEqual({ code: 'gap', expected: 2 });
    await snapshot([a], { publicationId, part: 0, last: false });
    expect((await site.accounts()).map(({ status }) => status)).toEqual(['approved', 'approved']);
    await snapshot([b], { publicationId, part: 1, last: true });
    expect((await site.accounts()).map(({ status }) => status)).toEqual(['approved', 'approved']);
  });

  test('I1, I5: what is older than what is here changes nothing, and the office is told that it is behind', async () => {
    const id = newId();
    await site.publish([{ id, email }]);
    await site.publish([{ id, email, status: 'blocked' }]);
    const old = publishedAccount({ id, email, revision: 1 });
    await expect(snapshot([old], { toRevision: 1 })).rejects.toMatchObject({ code: 'link_office_behind' });
    const changes = { fromRevision: 0, toRevision: 1 };
    await expect(site.send(changes, [old])).rejects.toMatchObject({ code: 'link_office_behind' });
    expect(await site.accounts()).toMatchObject([{ status: 'blocked' }]);
  });

  test('a removed website leaves no account, session, host or sign-in, and an old message doesn’t bring it back', async () => {
    await somebodyInside();
    const old = { publication: { fromRevision: 0, toRevision: 1 }, account: publishedAccount({ email }) };
    const request = { id: newId(), kind: 'reset', email, email_canonical: email, language: 'nl' };
    const { companyId: company_id, websiteId: website_id } = site;
    await replica.gate.db
      .insertInto('visitor_request')
      .values({ ...request, company_id, website_id })
      .execute();
    await site.publish([], { removed: true });
    expect(await site.accounts()).toEqual([]);
    expect(await site.login(email)).toBeUndefined();
    const requests = replica.gate.db.selectFrom('visitor_request').select('id');
    expect(await requests.where('website_id', '=', website_id).execute()).toEqual([]);
    const hosts = replica.gate.db.selectFrom('website_host').select('host');
    expect(await hosts.where('website_id', '=', site.websiteId).execute()).toEqual([]);
    await site.send(old.publication, [old.account]);
    expect(await site.accounts()).toEqual([]);
  });
});
