import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Website } from '../../src/contract/websites.ts';
import { createAccount } from '../../src/office/accounts/create-account.ts';
import { accountsOfContact } from '../../src/office/accounts/list-accounts.ts';
import { undoAccount } from '../../src/office/accounts/undo-account.ts';
import { listApplications } from '../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../src/office/applications/retrieve-website-data.ts';
import { getContact } from '../../src/office/contacts/get-contact.ts';
import { updateContact } from '../../src/office/contacts/update-contact.ts';
import type { Staff } from '../../src/office/context.ts';
import { planMail, planPublications } from '../../src/office/publications/plan-publications.ts';
import { publishWebsites } from '../../src/office/publications/publish-websites.ts';
import { accountInput, contactInput, createTestAccess, type TestAccess } from '../support/access.ts';
import { type Asker, createAsker, decideRequest } from '../support/deletion.ts';

const access: TestAccess = await createTestAccess();
const { office, link } = access;
const email = 'anna@example.nl';
const reason = 'Er staat nog een bestelling open <zie factuur 7>.';
let staff: Staff;
let website: Website;
let contactId: string;
let accountId: string;
let anna: Asker;
afterAll(() => access.close());

/** Anna has access to a website, and the gate knows it. */
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
  contactId = await access.createContact(staff, { name: 'Bakkerij De Vries' });
  accountId = await giveAccess(website);
  anna = await createAsker(access, website, email);
});

async function giveAccess(to: Website): Promise<string> {
  const { id } = await createAccount(office, staff, { contactId, account: accountInput(to.id, { email }) });
  await access.publish(staff, to.id);
  return id;
}
const publish = (mode: 'changes' | 'snapshot' = 'changes') =>
  publishWebsites(office, staff, { websiteIds: [website.id], mode });
const retrieve = () => retrieveWebsiteData(office, staff);
const refuse = (why = reason, where: Website = website) =>
  decideRequest(access, staff, where, { decision: 'decline', reason: why });
const ask = async () => {
  link.clock.move(60_000);
  await anna.ask();
};
const refusals = async (where: Website = website) =>
  link.gate.db
    .selectFrom('mail')
    .select(['to_address as to', 'language', 'subject', 'text', 'html'])
    .where('website_id', '=', where.id)
    .where('event', '=', 'deletion_refused')
    .orderBy('id')
    .execute();
const waiting = async () => (await planPublications(office, staff, website.id))[0];

describe('a request to be deleted that is refused', () => {
  it('I3: is told once with the next publication; until then it waits, afterwards My page has the answer', async () => {
    await ask();
    const asked = (await anna.standing()).askedAt;
    expect(asked).not.toBeNull();
    await retrieve();
    await refuse();
    expect(await refusals()).toEqual([]);
    expect(await anna.standing()).toMatchObject({ askedAt: asked, refused: [] });
    await publish();
    expect(await anna.standing()).toMatchObject({
      askedAt: null,
      refused: [{ siteName: website.name, askedAt: asked, reason }],
    });
    const [mail, ...more] = await refusals();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: email, language: 'nl', text: expect.stringContaining(reason) });
    expect(mail?.html).toContain('&lt;zie factuur 7&gt;');
    expect(mail?.html).not.toContain('<zie');
    expect(mail?.text).toContain(`${website.publicUrl}/_gate/my-page/privacy`);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ email, status: 'approved' }]);
    // Nobody is signed out by a refusal.
    const sessions = link.gate.db.selectFrom('session').select('id').where('website_id', '=', website.id);
    expect(await sessions.execute()).toHaveLength(1);
  });

  it('I3, I5: no publication after that tells it again: changes, new claims, snapshots, all from the beginning', async () => {
    await ask();
    await retrieve();
    await refuse();
    await publish();
    await publish();
    await updateContact(office, staff, {
      contactId,
      contact: contactInput({ name: 'Bakkerij De Vries & Zn', number: '10342' }),
      version: (await getContact(office.db, staff.companyId, contactId)).version,
    });
    expect((await publish())[0]).toMatchObject({ other: 1, mails: 0 });
    await publish('snapshot');
    await publish('snapshot');
    await office.db
      .updateTable('website')
      .set({ published_revision: 0 })
      .where('id', '=', website.id)
      .execute();
    await publish();
    expect(await refusals()).toHaveLength(1);
    expect((await anna.standing()).refused).toHaveLength(1);
  });

  it('I3: a snapshot that brings it first tells it, once', async () => {
    await ask();
    await retrieve();
    await refuse();
    await publish('snapshot');
    await publish();
    await publish('snapshot');
    expect(await refusals()).toHaveLength(1);
    expect((await anna.standing()).refused).toHaveLength(1);
  });

  it('R6: stands in the plan with its mail as it will be sent; nothing else changes for the person', async () => {
    await ask();
    await retrieve();
    await refuse();
    expect(await waiting()).toMatchObject({
      gains: 0,
      loses: 0,
      other: 1,
      mails: 1,
      lines: [{ accountId, from: { status: 'approved' }, mail: { event: 'deletion_refused', to: email } }],
    });
    const planned = await planMail(office, staff, accountId);
    const [done] = await publish();
    expect(done).toMatchObject({ other: 1, mails: 1, canRollBack: false });
    const [sent] = await refusals();
    expect([planned.subject, planned.text]).toEqual([sent?.subject, sent?.text]);
    expect(await accountsOfContact(office, staff, contactId)).toMatchObject([{ unpublished: false }]);
    expect(await waiting()).toMatchObject({ other: 0, mails: 0 });
  });

  it('undone before it was published, the request waits for a decision again, and nobody was told', async () => {
    await ask();
    await retrieve();
    await refuse();
    const [{ version } = { version: 0 }] = await accountsOfContact(office, staff, contactId);
    expect(await undoAccount(office, staff, { accountId, version })).toMatchObject({ unpublished: false });
    expect((await listApplications(office.db, staff, { limit: 10, state: 'waiting' })).items).toMatchObject([
      { kind: 'deletion', state: 'open', decidedBy: null },
    ]);
    await publish('snapshot');
    expect(await refusals()).toEqual([]);
    expect((await anna.standing()).askedAt).not.toBeNull();
    await refuse();
    await publish();
    expect(await refusals()).toHaveLength(1);
  });

  it('asked again it waits for a new answer, which is told too; the old one is never taken for it', async () => {
    await ask();
    await retrieve();
    await refuse();
    await publish();
    await ask();
    expect(await anna.standing()).toMatchObject({ askedAt: link.clock.now(), refused: [] });
    await publish('snapshot');
    expect(await anna.standing()).toMatchObject({ askedAt: link.clock.now(), refused: [] });
    await retrieve();
    await refuse('Nog steeds niet.');
    await publish();
    expect(await anna.standing()).toMatchObject({ askedAt: null, refused: [{ reason: 'Nog steeds niet.' }] });
    expect((await refusals()).map(({ text }) => text.includes('Nog steeds niet.'))).toEqual([false, true]);
  });

  it('taken back before the answer arrived: nobody is told, and the plan says so once the office knows', async () => {
    await ask();
    await retrieve();
    await refuse();
    await anna.takeBack();
    expect(await waiting()).toMatchObject({ mails: 1 });
    await retrieve();
    expect(await waiting()).toMatchObject({ other: 0, mails: 0 });
    await publish('snapshot');
    expect(await refusals()).toEqual([]);
    expect(await anna.standing()).toMatchObject({ askedAt: null, refused: [] });
  });

  it('taken back and asked anew before the answer arrived: the new request waits for its own', async () => {
    await ask();
    await retrieve();
    await refuse('Over het eerste verzoek.');
    link.clock.move(60_000);
    await anna.takeBack();
    await ask();
    await publish();
    expect(await refusals()).toEqual([]);
    expect(await anna.standing()).toMatchObject({ askedAt: link.clock.now(), refused: [] });
    await retrieve();
    await refuse('Over het tweede verzoek.');
    await publish();
    expect((await refusals()).map(({ text }) => text.includes('Over het tweede verzoek.'))).toEqual([true]);
  });

  it('each website decides for itself: one refuses, the other deletes; asked again, only the first is asked', async () => {
    const other = await access.createWebsite(staff);
    await giveAccess(other);
    await ask();
    await retrieve();
    await refuse();
    await publish();
    expect(await anna.standing()).toMatchObject({
      askedAt: link.clock.now(),
      waitingSites: [other.name],
      mayAsk: true,
      refused: [{ siteName: website.name }],
    });
    await decideRequest(access, staff, other);
    await access.publish(staff, other.id);
    expect(await anna.standing()).toMatchObject({ askedAt: null, refused: [{ siteName: website.name }] });
    expect((await access.gateMails(other.id)).map(({ event }) => event)).not.toContain('deletion_refused');
    await ask();
    expect(await anna.standing()).toMatchObject({ waitingSites: [website.name], mayAsk: false, refused: [] });
  });

  it('granted after all, the access ends as usual, and nothing of the refusal is left at the gate', async () => {
    await ask();
    await retrieve();
    await refuse();
    await publish();
    await decideRequest(access, staff, website);
    await publish();
    const rows = await link.gate.db
      .selectFrom('account')
      .select(['status', 'deletion_asked_at', 'deletion_refused'])
      .where('website_id', '=', website.id)
      .execute();
    expect(rows).toEqual([{ status: 'ended', deletion_asked_at: null, deletion_refused: null }]);
    expect((await access.gateMails(website.id)).at(-1)).toMatchObject({ event: 'ended' });
  });

  it('granted after all before it was published, only the end is told', async () => {
    await ask();
    await retrieve();
    await refuse();
    await decideRequest(access, staff, website);
    await publish();
    const events = (await access.gateMails(website.id)).map(({ event }) => event);
    expect(events).toContain('ended');
    expect(events).not.toContain('deletion_refused');
  });
});
