import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationData } from '../../../src/contract/applications.ts';
import type { Website } from '../../../src/contract/websites.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { appendEvent } from '../../../src/gate/events/append-event.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { accountsOfContact } from '../../../src/office/accounts/list-accounts.ts';
import { decideApplication } from '../../../src/office/applications/decide-application.ts';
import type { DecisionInput } from '../../../src/office/applications/decision-input.ts';
import { importAllApplications } from '../../../src/office/applications/import-all-applications.ts';
import { importEvents } from '../../../src/office/applications/import-events.ts';
import { listApplications, readApplication } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import { listAuditEvents } from '../../../src/office/audit/list-audit-events.ts';
import { countWaiting } from '../../../src/office/companies/count-waiting.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import type { Staff } from '../../../src/office/context.ts';
import { describeHome } from '../../../src/office/home/describe-home.ts';
import { readWebsite } from '../../../src/office/websites/read-websites.ts';
import { removeWebsite } from '../../../src/office/websites/remove-website.ts';
import { accountInput, applicationData, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
let staff: Staff;
let website: Website;
let contactId: string;
let accountId: string;
afterAll(() => access.close());

const anna = { email: 'anna@example.nl', firstName: 'Anna', lastName: 'de Vries' };

/** Anna has access to a website, and the gate knows it. */
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
  contactId = await access.createContact(staff, { name: 'Bakkerij De Vries' });
  accountId = (
    await createAccount(office, staff, {
      contactId,
      account: accountInput(website.id, { email: anna.email }),
    })
  ).id;
  await access.publish(staff, website.id);
});

/** What the gate does when somebody asks to be deleted on My page, or takes it back. */
const ask = (
  withdrawn = false,
  who: { accountId: string; data: Partial<ApplicationData> & { email: string } } = { accountId, data: anna },
) =>
  withTransaction({ kysely: access.link.gate.db }, (trx) =>
    appendEvent(trx, access.link.clock, {
      type: 'deletionV1',
      companyId: staff.companyId,
      websiteId: website.id,
      data: {
        accountId: who.accountId,
        email: who.data.email,
        withdrawn,
        data: applicationData(who.data),
      },
    }),
  );
const retrieve = () => retrieveWebsiteData(office, staff, website.id);
const list = async (state: 'waiting' | 'decided' | 'all' = 'waiting') =>
  (await listApplications(office.db, staff, { limit: 100, state })).items;
async function theRequest() {
  const found = (await list('all')).find(({ kind }) => kind === 'deletion');
  return readApplication(office.db, staff, found?.id ?? '');
}
const decide = async (decision: Partial<DecisionInput>, who: Staff = staff) => {
  const { id, version } = await theRequest();
  return decideApplication(office, who, {
    applicationId: id,
    decision: { decision: 'approve', contact: null, overwrite: [], reason: '', ...decision },
    version,
  });
};
const actions = async () =>
  (await listAuditEvents(office.db, staff, { limit: 50 })).items.map(({ action }) => action);

describe('a request to be deleted', () => {
  it('waits for staff beside the contact, with what the address has on each website', async () => {
    const other = await access.createWebsite(staff);
    const elsewhere = await createAccount(office, staff, {
      contactId,
      account: accountInput(other.id, { email: 'ANNA@example.nl', status: 'declined' }),
    });
    await ask();
    await retrieve();
    expect(await list()).toMatchObject([
      { kind: 'deletion', state: 'open', name: 'Anna de Vries', contact: { id: contactId } },
    ]);
    expect(await theRequest()).toMatchObject({
      accountId,
      openRegistrationId: null,
      access: [
        {
          accountId,
          website: { id: website.id },
          contact: { id: contactId },
          status: 'approved',
          ending: false,
        },
        { accountId: elsewhere.id, website: { id: other.id }, status: 'declined' },
      ],
    });
  });

  it('granted, the access ends with the next publication, with its mail; the contact stays', async () => {
    await ask();
    await retrieve();
    expect(await decide({})).toMatchObject({ state: 'approved', access: [{ accountId, ending: true }] });
    expect(await access.gateAccounts(website.id)).toMatchObject([{ email: anna.email, status: 'approved' }]);
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toEqual([]);
    expect((await access.gateMails(website.id)).at(-1)).toMatchObject({ event: 'ended', to: anna.email });
    expect(await accountsOfContact(office, staff, contactId)).toEqual([]);
    expect(await getContact(office.db, staff.companyId, contactId)).toMatchObject({ active: true });
    expect((await theRequest()).access).toEqual([]);
    expect(await actions()).toEqual(expect.arrayContaining(['deletion.granted', 'account.removed']));
  });

  it('is refused only with a reason, which waits for publication; later it can still be granted', async () => {
    await ask();
    await retrieve();
    expect(await errorOf(decide({ decision: 'decline' }))).toMatchObject({ code: 'deletion_reason_missing' });
    const reason = 'Er loopt nog een bestelling.';
    expect(await decide({ decision: 'decline', reason })).toMatchObject({ state: 'declined', reason });
    expect(await accountsOfContact(office, staff, contactId)).toMatchObject([
      { status: 'approved', unpublished: true },
    ]);
    const kept = (await listAuditEvents(office.db, staff, { limit: 1 })).items[0];
    expect(kept).toMatchObject({ action: 'deletion.refused', after: { reason } });
    expect(await decide({})).toMatchObject({ state: 'approved' });
    expect(await errorOf(decide({ decision: 'decline', reason }))).toMatchObject({ code: 'already_decided' });
  });

  it('case 33: two staff decide at once: one wins, the other is told by whom', async () => {
    await ask();
    await retrieve();
    const { id, version } = await theRequest();
    const colleague = await access.createColleague(staff);
    const decision: DecisionInput = { decision: 'approve', contact: null, overwrite: [], reason: '' };
    const outcomes = await Promise.allSettled(
      [staff, colleague].map((who) =>
        decideApplication(office, who, { applicationId: id, decision, version }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'already_decided' });
  });

  it('withdrawn, it closes by itself; asked anew it is a new one; withdrawn after the decision nothing changes', async () => {
    await ask();
    await retrieve();
    await ask(true);
    await retrieve();
    expect(await list()).toEqual([]);
    expect(await theRequest()).toMatchObject({ state: 'imported', decidedBy: 'Anna de Vries' });
    expect(await errorOf(decide({}))).toMatchObject({ code: 'already_decided' });
    await ask();
    await retrieve();
    const [again] = await list();
    expect(again).toMatchObject({ state: 'open' });
    await decideApplication(office, staff, {
      applicationId: again?.id ?? '',
      decision: { decision: 'decline', contact: null, overwrite: [], reason: 'Nog niet' },
      version: again?.version ?? 0,
    });
    await ask(true);
    await retrieve();
    expect((await list('decided')).map(({ state }) => state).sort()).toEqual(['declined', 'imported']);
  });

  it('case 34, I5: asked twice is one request, and events that come twice change nothing', async () => {
    await ask();
    await ask();
    const { gateId } = access.link;
    const events = await office.gates.events(gateId, { after: 0, limit: 1000, waitSeconds: 0 });
    await retrieve();
    expect(await list('all')).toHaveLength(1);
    const before = await theRequest();
    await office.db.updateTable('gate').set({ cursor: 0 }).where('id', '=', gateId).execute();
    await importEvents(office, gateId, events);
    await retrieve();
    expect(await theRequest()).toEqual(before);
    expect(await list('all')).toHaveLength(1);
  });

  it('of somebody who waits for approval closes the application too, and the gate forgets the person', async () => {
    const email = 'nieuw@example.nl';
    const waiting = await access.signUp(website, staff, { email });
    await ask(false, { accountId: waiting, data: { email } });
    await retrieve();
    const registration = (await list()).find(({ kind }) => kind === 'registration');
    expect(await theRequest()).toMatchObject({
      access: [],
      contact: null,
      openRegistrationId: registration?.id,
    });
    await decide({});
    expect(await list()).toEqual([]);
    await access.publish(staff, website.id);
    expect((await access.gateAccounts(website.id)).map((account) => account.email)).toEqual([anna.email]);
  });

  it('is never taken along by Import all, and a change of details leaves it alone', async () => {
    await ask();
    await withTransaction({ kysely: access.link.gate.db }, (trx) =>
      appendEvent(trx, access.link.clock, {
        type: 'detailsChangedV1',
        companyId: staff.companyId,
        websiteId: website.id,
        data: { accountId, email: anna.email, data: applicationData({ ...anna, phone: '030-1234567' }) },
      }),
    );
    await retrieve();
    expect((await list()).map(({ kind }) => kind)).toEqual(['deletion', 'change']);
    expect(await importAllApplications(office, staff, { approve: true })).toMatchObject({
      imported: 1,
      left: 1,
    });
    expect((await list()).map(({ kind }) => kind)).toEqual(['deletion']);
    expect(await errorOf(decide({ decision: 'import' }))).toMatchObject({ code: 'application_of_deletion' });
  });

  it('case 31: is counted where it is listed, and no longer when its website is removed', async () => {
    await ask();
    await retrieve();
    expect(await list()).toHaveLength(1);
    expect((await countWaiting(office.db, staff.companyId)).applications).toBe(1);
    expect((await readWebsite(office.db, staff.companyId, website.id)).openApplications).toBe(1);
    expect((await describeHome(office, staff.companyId)).waiting).toMatchObject([{ kind: 'deletion' }]);
    await removeWebsite(office, staff, website.id);
    expect(await list()).toEqual([]);
    expect((await countWaiting(office.db, staff.companyId)).applications).toBe(0);
    expect((await describeHome(office, staff.companyId)).waiting).toEqual([]);
  });

  it('I8: of another company’s website is not taken in', async () => {
    const stranger = await access.createStaff();
    await withTransaction({ kysely: access.link.gate.db }, (trx) =>
      appendEvent(trx, access.link.clock, {
        type: 'deletionV1',
        companyId: stranger.companyId,
        websiteId: website.id,
        data: { accountId, email: anna.email, withdrawn: false, data: applicationData(anna) },
      }),
    );
    await retrieve();
    expect(await list('all')).toEqual([]);
    expect((await listApplications(office.db, stranger, { limit: 10, state: 'all' })).items).toEqual([]);
  });
});
