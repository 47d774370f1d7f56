import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { AppError } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/uuid.ts';
import type { Gates } from '../../../src/link/office/gates.ts';
import { readAccount } from '../../../src/office/accounts/account-query.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { setAccountStatus } from '../../../src/office/accounts/set-account-status.ts';
import { undoAccount } from '../../../src/office/accounts/undo-account.ts';
import type { Office, Staff } from '../../../src/office/context.ts';
import { planMail, planPublications } from '../../../src/office/publications/plan-publications.ts';
import { publishWebsites } from '../../../src/office/publications/publish-websites.ts';
import { listPublications, readPublication } from '../../../src/office/publications/read-publications.ts';
import { rollBackPublication } from '../../../src/office/publications/roll-back-publication.ts';
import { accountInput, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
let staff: Staff;
let website: Website;
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
});
afterAll(() => access.close());

const give = async (email: string, status: 'approved' | 'pending' = 'approved') =>
  createAccount(office, staff, {
    contactId: await access.createContact(staff),
    account: accountInput(website.id, { email, status }),
  });
const setStatus = async (id: string, status: 'approved' | 'declined' | 'blocked') => {
  const { version } = await readAccount(office.db, staff.companyId, id);
  await setAccountStatus(office, staff, { accounts: [{ id, version }], status, reason: '' });
};
/** The office with another way to its gates, as a network that misbehaves. */
const through = (changed: Partial<Gates>): Office => ({ ...office, gates: { ...office.gates, ...changed } });
const publish = (through_: Office = office, mode: 'changes' | 'snapshot' = 'changes') =>
  publishWebsites(through_, staff, { websiteIds: [website.id], mode });

/** Accounts by the thousand, as an import would leave them. */
async function giveMany(count: number): Promise<void> {
  const contactId = await access.createContact(staff);
  const { rows } = await access.link.office.pool.query<{ revision: number }>(
    `WITH made AS (
       INSERT INTO account (company_id, id, website_id, contact_id, email, email_canonical, status, origin, revision)
       SELECT $1, gen_random_uuid(), $2, $3, 'm' || n || '@example.nl', 'm' || n || '@example.nl', 'pending', 'staff',
         (SELECT revision FROM website WHERE id = $2) + n
       FROM generate_series(1, $4::integer) AS n RETURNING revision)
     UPDATE website SET revision = (SELECT max(revision) FROM made) WHERE id = $2 RETURNING revision`,
    [staff.companyId, website.id, contactId, count],
  );
  expect(rows[0]?.revision).toBe(count);
}

describe('Update website', () => {
  it('R6, R7, I3: until then the gate has what was published before; after it each change has one mail', async () => {
    const anna = await give('anna@example.nl');
    await give('piet@example.nl', 'pending');
    expect(await access.gateAccounts(website.id)).toEqual([]);
    const [first] = await publish();
    expect(first).toMatchObject({ state: 'done', gains: 1, other: 1, mails: 2, settingsChanged: true });
    await setStatus(anna.id, 'declined');
    expect((await access.gateAccounts(website.id))[0]).toMatchObject({ status: 'approved' });
    const [second] = await publish();
    expect(second).toMatchObject({
      state: 'done',
      loses: 1,
      mails: 1,
      settingsChanged: false,
      by: staff.actor.name,
    });
    await publish();
    expect((await access.gateAccounts(website.id))[0]).toMatchObject({ status: 'declined' });
    expect((await access.gateMails(website.id)).map((mail) => mail.event)).toEqual([
      'approved',
      'pending',
      'declined',
    ]);
  });

  it('R6, R7: the plan says before what the publication says after, and the mails are those that go out', async () => {
    const anna = await give('anna@example.nl');
    await give('piet@example.nl', 'pending');
    await publish();
    await setStatus(anna.id, 'blocked');
    const carla = await give('carla@example.nl');
    const before = (await access.gateMails(website.id)).length;
    const [plan] = await planPublications(office, staff, website.id);
    expect(plan).toMatchObject({
      gains: 1,
      loses: 1,
      changesAddress: 0,
      other: 0,
      mails: 2,
      linkMode: 'manual',
    });
    expect(plan?.lines).toMatchObject([
      {
        accountId: anna.id,
        from: { status: 'approved' },
        to: { status: 'blocked' },
        effect: 'loses',
        mail: { event: 'blocked', to: 'anna@example.nl' },
        changedBy: staff.actor.name,
      },
      { accountId: carla.id, from: null, effect: 'gains', mail: { event: 'approved', language: 'nl' } },
    ]);
    const mail = await planMail(office, staff, carla.id);
    expect(mail).toMatchObject({ to: 'carla@example.nl' });
    expect(mail.text).toContain('/_gate/set-password');
    const [done] = await publish();
    expect(done).toMatchObject({ gains: 1, loses: 1, changesAddress: 0, other: 0, mails: 2 });
    expect(await access.gateMails(website.id)).toHaveLength(before + 2);
    const kept = await readPublication(office.db, staff, done?.id ?? '');
    expect(kept.lines).toEqual(plan?.lines);
  });

  it('R12: a website whose settings alone changed is published too; the plan names the settings', async () => {
    await publish();
    await office.db
      .updateTable('website')
      .set({ copy_to: 'owner@example.nl', settings_revision: 2 })
      .where('id', '=', website.id)
      .execute();
    expect(await planPublications(office, staff, website.id)).toMatchObject([
      { settingsChanged: true, settings: ['copyTo'] },
    ]);
    await publish();
    const known = await access.link.gate.db
      .selectFrom('website')
      .select('settings')
      .where('id', '=', website.id)
      .executeTakeFirstOrThrow();
    expect(known.settings).toMatchObject({ copyTo: 'owner@example.nl', settingsRevision: 2 });
  });

  it('I6: with the gate away all changes are kept, and the publication says what to do; later it goes', async () => {
    const anna = await give('anna@example.nl');
    const away = through({
      publish: async () => {
        throw new AppError('gate_unreachable', { gate: 'gate', reason: 'away' });
      },
    });
    const [failed] = await publish(away);
    expect(failed).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('Your changes are kept'),
    });
    expect(await readAccount(office.db, staff.companyId, anna.id)).toMatchObject({ unpublished: true });
    const [done] = await publish();
    expect(done).toMatchObject({ state: 'done', gains: 1, mails: 1 });
    expect(await access.gateMails(website.id)).toHaveLength(1);
  });

  it('I3, I5: a crash after the gate applied and before the office noted it is repaired, with no mail twice', async () => {
    const anna = await give('anna@example.nl');
    await publish();
    await setStatus(anna.id, 'declined');
    const deaf = through({
      publish: async (gateId, message) => {
        await office.gates.publish(gateId, message);
        throw new AppError('gate_unreachable', { gate: 'gate', reason: 'away' });
      },
    });
    expect(await publish(deaf)).toMatchObject([{ state: 'failed' }]);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ status: 'declined' }]);
    const { version } = await readAccount(office.db, staff.companyId, anna.id);
    const undone = await undoAccount(office, staff, { accountId: anna.id, version });
    expect(undone).toMatchObject({ status: 'approved', unpublished: true });
    expect(await publish()).toMatchObject([{ state: 'done' }]);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ status: 'approved' }]);
    await publish();
    expect((await access.gateMails(website.id)).map((mail) => mail.event)).toEqual([
      'approved',
      'declined',
      'approved',
    ]);
    expect((await readAccount(office.db, staff.companyId, anna.id)).unpublished).toBe(false);
  });

  it('I4: a publication that broke off with its process is told as interrupted and finished by the next', async () => {
    await give('anna@example.nl');
    const id = newId();
    await office.db
      .insertInto('publication')
      .values({
        company_id: staff.companyId,
        id,
        website_id: website.id,
        state: 'running',
        mode: 'changes',
        from_revision: 0,
        to_revision: 1,
        plan: JSON.stringify({
          gains: 0,
          loses: 0,
          changesAddress: 0,
          other: 0,
          mails: 0,
          settings: [],
          lines: [],
        }),
        actor: 'Somebody',
      })
      .execute();
    expect(await publish()).toMatchObject([{ state: 'done', gains: 1 }]);
    expect(await readPublication(office.db, staff, id)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('interrupted'),
    });
  });

  it('I5: a gate that lost what it had gets everything again', async () => {
    await give('anna@example.nl');
    await publish();
    await give('piet@example.nl');
    await publish();
    await access.link.gate.db.deleteFrom('website').where('id', '=', website.id).execute();
    expect(await access.gateAccounts(website.id)).toEqual([]);
    await give('carla@example.nl');
    expect(await publish()).toMatchObject([{ state: 'done', gains: 1 }]);
    expect(await access.gateAccounts(website.id)).toHaveLength(3);
  });

  it('R6: a large publication goes as several messages, each noted when it has arrived', async () => {
    await giveMany(12_000);
    const sizes: number[] = [];
    const counting = through({
      publish: (gateId, message) => {
        sizes.push(message.accounts.length);
        return office.gates.publish(gateId, message);
      },
    });
    const [done] = await publish(counting);
    expect(sizes).toEqual([5000, 5000, 2000]);
    expect(done).toMatchObject({
      state: 'done',
      other: 12_000,
      mails: 12_000,
      progress: { done: 12_000, total: 12_000 },
    });
    expect(await access.gateAccounts(website.id)).toHaveLength(12_000);
  });

  it('I6: broken off in the middle, the next publication goes on where it stopped', async () => {
    await giveMany(6000);
    let messages = 0;
    const breaking = through({
      publish: (gateId, message) => {
        messages += 1;
        if (messages === 2) throw new AppError('gate_unreachable', { gate: 'gate', reason: 'away' });
        return office.gates.publish(gateId, message);
      },
    });
    expect(await publish(breaking)).toMatchObject([
      { state: 'failed', progress: { done: 5000, total: 6000 } },
    ]);
    expect(await publish()).toMatchObject([{ state: 'done', progress: { done: 1000, total: 1000 } }]);
    expect(await access.gateMails(website.id)).toHaveLength(6000);
  });

  it('I5: several at once follow each other, and nothing is told twice', async () => {
    await give('anna@example.nl');
    await Promise.all([publish(), publish(), publish(), publish()]);
    expect(await access.gateMails(website.id)).toHaveLength(1);
    const list = await listPublications(office.db, staff, { limit: 10 });
    expect(list.items.map((one) => one.state)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('I5: a snapshot ends what the office does not know, and keeps who registered meanwhile', async () => {
    const anna = await give('anna@example.nl');
    await publish();
    await access.link.gate.db
      .insertInto('account')
      .values({
        website_id: website.id,
        id: newId(),
        company_id: staff.companyId,
        email: 'stray@example.nl',
        email_canonical: 'stray@example.nl',
        status: 'approved',
        valid_from: null,
        valid_until: null,
        revision: 1,
        snapshot_id: null,
      })
      .execute();
    await access.signUp(website, staff, { email: 'new@example.nl' });
    expect(await publish(office, 'snapshot')).toMatchObject([{ state: 'done', mode: 'snapshot' }]);
    const emails = (await access.gateAccounts(website.id)).map((account) => account.email);
    expect(emails).toEqual(['anna@example.nl', 'new@example.nl']);
    expect((await readAccount(office.db, staff.companyId, anna.id)).unpublished).toBe(false);
  });

  it('I1, I5: an office set back by a backup changes nothing at the gate until staff order a snapshot', async () => {
    const anna = await give('anna@example.nl');
    await publish();
    for (const status of ['declined', 'approved'] as const) {
      await setStatus(anna.id, status);
      await publish();
    }
    await give('lost@example.nl');
    await publish();
    const { pool } = access.link.office;
    await pool.query('DELETE FROM account_change WHERE website_id = $1 AND revision > 1', [website.id]);
    await pool.query("DELETE FROM account WHERE website_id = $1 AND email LIKE 'lost%'", [website.id]);
    await pool.query('UPDATE account SET revision = 1 WHERE id = $1', [anna.id]);
    await pool.query(
      'UPDATE website SET revision = 1, published_revision = 1, attempted_revision = 1 WHERE id = $1',
      [website.id],
    );
    await setStatus(anna.id, 'blocked');
    expect(await publish()).toMatchObject([
      { state: 'failed', failure: expect.stringContaining('older copy') },
    ]);
    expect(await access.gateAccounts(website.id)).toHaveLength(2);
    expect(await publish(office, 'snapshot')).toMatchObject([
      { failure: null, state: 'done', mode: 'snapshot' },
    ]);
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { email: 'anna@example.nl', status: 'blocked' },
    ]);
  });

  it('I8: websites and publications of another company do not exist for these staff', async () => {
    const [theirs] = await publish();
    const other = await access.createStaff();
    expect((await errorOf(readPublication(office.db, other, theirs?.id ?? ''))).code).toBe('not_found');
    const input = { websiteIds: [website.id], mode: 'changes' as const };
    expect((await errorOf(publishWebsites(office, other, input))).code).toBe('not_found');
    expect((await errorOf(rollBackPublication(office, other, theirs?.id ?? ''))).code).toBe('not_found');
  });
});

describe('rolling back', () => {
  it('R6, R7: what a publication changed goes back by a new one, with the mails that this causes', async () => {
    const anna = await give('anna@example.nl');
    const piet = await give('piet@example.nl');
    await publish();
    await setStatus(anna.id, 'declined');
    await setStatus(piet.id, 'blocked');
    const carla = await give('carla@example.nl');
    const [wrong] = await publish();
    expect(wrong?.canRollBack).toBe(true);
    const back = await rollBackPublication(office, staff, wrong?.id ?? '');
    expect(back).toMatchObject({
      state: 'done',
      mode: 'rollback',
      rollsBack: wrong?.id,
      gains: 2,
      loses: 1,
      mails: 3,
    });
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { email: 'anna@example.nl', status: 'approved' },
      { email: 'piet@example.nl', status: 'approved' },
    ]);
    expect(
      (await access.gateMails(website.id))
        .slice(-3)
        .map((mail) => mail.event)
        .sort(),
    ).toEqual(['approved', 'approved', 'ended']);
    expect((await errorOf(readAccount(office.db, staff.companyId, carla.id))).code).toBe('not_found');
    expect((await errorOf(rollBackPublication(office, staff, wrong?.id ?? ''))).code).toBe(
      'rollback_impossible',
    );
    const again = await rollBackPublication(office, staff, back.id);
    expect(again).toMatchObject({ gains: 1, loses: 2 });
  });

  it('case 33: what was changed again since stays, and with nothing left to take back it is refused', async () => {
    const anna = await give('anna@example.nl');
    const piet = await give('piet@example.nl');
    const [first] = await publish();
    await setStatus(anna.id, 'blocked');
    await publish();
    await rollBackPublication(office, staff, first?.id ?? '');
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { email: 'anna@example.nl', status: 'blocked' },
    ]);
    expect((await errorOf(readAccount(office.db, staff.companyId, piet.id))).code).toBe('not_found');
  });

  it('R6: refuses while other changes wait on a website in manual mode, for they would go along', async () => {
    await give('anna@example.nl');
    const [first] = await publish();
    await give('waits@example.nl');
    expect((await errorOf(rollBackPublication(office, staff, first?.id ?? ''))).code).toBe(
      'rollback_changes_wait',
    );
  });
});
