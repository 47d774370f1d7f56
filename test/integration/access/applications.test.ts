import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationData } from '../../../src/contract/applications.ts';
import type { Website } from '../../../src/contract/websites.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { ApprovalPolicy } from '../../../src/core/website.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { appendEvent } from '../../../src/gate/events/append-event.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { accountsOfContact, listAccounts } from '../../../src/office/accounts/list-accounts.ts';
import { decideApplication } from '../../../src/office/applications/decide-application.ts';
import type { DecisionInput } from '../../../src/office/applications/decision-input.ts';
import { importAllApplications } from '../../../src/office/applications/import-all-applications.ts';
import { importEvents } from '../../../src/office/applications/import-events.ts';
import { listApplications, readApplication } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import { setContactActive } from '../../../src/office/contacts/set-contact-active.ts';
import type { Staff } from '../../../src/office/context.ts';
import { planPublications } from '../../../src/office/publications/plan-publications.ts';
import { accountInput, applicationData, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
let staff: Staff;
let website: Website;
afterAll(() => access.close());

/** Somebody whose name nobody in the register has. */
const stranger = { firstName: 'Ottoline', lastName: 'Xavier' };
/** What an existing customer would type. */
const bakkerij = {
  companyName: 'Bakkerij Het Zonnetje B.V.',
  registrationNo: '24681357',
  postcode: '3511 AB',
  street: 'Oudegracht 12',
  town: 'Utrecht',
  phone: '030-2345678',
};

async function begin(policy: ApprovalPolicy = 'manual'): Promise<void> {
  staff = await access.createStaff();
  website = await access.createWebsite(staff, { policy });
  await access.publish(staff, website.id);
}
const register = (data: Partial<ApplicationData> & { email: string }) => access.signUp(website, staff, data);
const retrieve = () => retrieveWebsiteData(office, staff, website.id);
const list = async (state: 'waiting' | 'decided' | 'all' = 'waiting') =>
  (await listApplications(office.db, staff, { limit: 100, state })).items;
async function retrieveOne(data: Partial<ApplicationData> & { email: string }) {
  await register(data);
  await retrieve();
  const found = (await list('all')).find((application) => application.email === data.email);
  return readApplication(office.db, staff, found?.id ?? '');
}
const decide = async (id: string, decision: Partial<DecisionInput>, who: Staff = staff) =>
  decideApplication(office, who, {
    applicationId: id,
    decision: { decision: 'approve', contact: null, overwrite: [], reason: '', ...decision },
    version: (await readApplication(office.db, staff, id)).version,
  });
const mailsOf = async () => (await access.gateMails(website.id)).map((mail) => mail.event);
const customer = () =>
  access.createContact(staff, {
    name: 'Bakkerij Het Zonnetje BV',
    registrationNo: '24681357',
    postcode: '3511AB',
    street: 'Oudegracht 12',
    town: 'Utrecht',
    email: 'info@bakkerijhetzonnetje.nl',
    phone: '0302345678',
    persons: [{ name: 'Sanne Bakker', email: 'sanne@bakkerijhetzonnetje.nl' }],
  });

describe('Get website data', () => {
  beforeEach(() => begin());

  it('R9, R10: fetches what visitors left, compares it with the register and says what it found', async () => {
    await customer();
    await register({ email: 'stranger@elsewhere.nl', companyName: 'Nergens Anders VOF', ...stranger });
    await register({ email: 'sanne@bakkerijhetzonnetje.nl', ...bakkerij });
    expect(await retrieve()).toEqual({
      retrieved: 2,
      new: 1,
      verify: 0,
      existing: 1,
      approvedByPolicy: 0,
      unreachable: [],
    });
    expect(await list()).toMatchObject([
      { verdict: 'new', state: 'open', contact: null, companyName: 'Nergens Anders VOF' },
      { verdict: 'existing', proven: true, contact: { name: 'Bakkerij Het Zonnetje BV' } },
    ]);
  });

  it('case 34, I5: fetched twice, and an event that comes twice, changes nothing the second time', async () => {
    await register({ email: 'once@example.nl' });
    const { gateId } = access.link;
    const events = await office.gates.events(gateId, { after: 0, limit: 1000, waitSeconds: 0 });
    expect(await retrieve()).toMatchObject({ retrieved: 1 });
    expect(await retrieve()).toMatchObject({ retrieved: 0 });
    await importEvents(office, gateId, events);
    await office.db.updateTable('gate').set({ cursor: 0 }).where('id', '=', gateId).execute();
    await importEvents(office, gateId, events);
    await retrieve();
    expect(await list('all')).toHaveLength(1);
  });

  it('R9, I4: acknowledged only after it was taken in; then the gate holds no personal data of it', async () => {
    await register({ email: 'kept@example.nl' });
    const { gate } = access.link;
    const stored = () =>
      gate.db.selectFrom('event').select('number').where('website_id', '=', website.id).execute();
    expect(await stored()).toHaveLength(1);
    const crash = {
      ...office,
      gates: { ...office.gates, acknowledge: () => Promise.reject(new Error('crash')) },
    };
    await expect(retrieveWebsiteData(crash, staff, website.id)).rejects.toThrow('crash');
    await retrieve();
    expect(await list('all')).toHaveLength(1);
    expect(await stored()).toHaveLength(0);
  });

  it('I6: a gate that does not answer is named, and nothing is lost', async () => {
    await register({ email: 'later@example.nl' });
    const away = new AppError('gate_unreachable', { gate: 'gate', reason: 'away' });
    const cut = { ...office, gates: { ...office.gates, events: () => Promise.reject(away) } };
    expect(await retrieveWebsiteData(cut, staff, website.id)).toMatchObject({
      retrieved: 0,
      unreachable: [expect.any(String)],
    });
    expect(await retrieve()).toMatchObject({ retrieved: 1, unreachable: [] });
  });

  it('I4: an event that cannot be taken in stops no other, is kept, and is tried again', async () => {
    const { gateId } = access.link;
    await register({ email: 'broken@example.nl' });
    await register({ email: 'fine@example.nl' });
    const { cursor } = await office.db
      .selectFrom('gate')
      .select('cursor')
      .where('id', '=', gateId)
      .executeTakeFirstOrThrow();
    const events = await office.gates.events(gateId, { after: cursor, limit: 100, waitSeconds: 0 });
    await office.db
      .updateTable('website')
      .set({ link_mode: 'automatic' })
      .where('id', '=', website.id)
      .execute();
    const bad = events.map((event) =>
      event.type === 'registrationV1' && event.email.startsWith('broken')
        ? { ...event, accountId: 'no id' }
        : event,
    );
    await importEvents(office, gateId, bad);
    expect((await list()).map((one) => one.email)).toEqual(['fine@example.nl']);
    const kept = await office.db
      .selectFrom('retrieved_event')
      .select(['failure', 'number'])
      .where('company_id', '=', staff.companyId)
      .execute();
    expect(kept).toMatchObject([{ failure: expect.any(String) }]);
    await office.db
      .updateTable('retrieved_event')
      .set({ event: JSON.stringify(events.find((event) => event.number === kept[0]?.number)) })
      .where('company_id', '=', staff.companyId)
      .execute();
    expect(await retrieve()).toMatchObject({ retrieved: 1 });
    expect(await list()).toHaveLength(2);
  });

  it('R9: a change on My page waits beside the register’s values; staff choose what is overwritten', async () => {
    const contactId = await customer();
    const application = await retrieveOne({ email: 'sanne@bakkerijhetzonnetje.nl', ...bakkerij });
    await decide(application.id, { contact: { kind: 'existing', contactId } });
    const change = async (data: Partial<ApplicationData>) => {
      const email = 'sanne@bakkerijhetzonnetje.nl';
      const typed = applicationData({ ...bakkerij, ...data, email });
      await withTransaction({ kysely: access.link.gate.db }, (trx) =>
        appendEvent(trx, access.link.clock, {
          type: 'detailsChangedV1',
          companyId: staff.companyId,
          websiteId: website.id,
          data: { accountId: application.accountId ?? '', email, data: typed },
        }),
      );
      await retrieve();
    };
    await change({});
    expect(await list()).toEqual([]);
    await change({ phone: '030-9999999' });
    await change({ phone: '030-8888888', town: 'Zeist' });
    const [waiting] = await list();
    expect(await list()).toHaveLength(1);
    const shown = await readApplication(office.db, staff, waiting?.id ?? '');
    expect(shown).toMatchObject({ kind: 'change', contact: { id: contactId } });
    expect(shown.comparison?.lines.filter((line) => line.state !== 'same')).toEqual([
      { field: 'phone', typed: '030-8888888', register: '0302345678', state: 'different' },
      { field: 'town', typed: 'Zeist', register: 'Utrecht', state: 'different' },
    ]);
    expect((await errorOf(decide(shown.id, { decision: 'approve' }))).code).toBe('application_of_change');
    await decide(shown.id, { decision: 'import', overwrite: ['phone'] });
    expect(await getContact(office.db, staff.companyId, contactId)).toMatchObject({
      phone: '030-8888888',
      town: 'Utrecht',
    });
    expect((await errorOf(decide(shown.id, { decision: 'decline' }))).code).toBe('already_decided');
  });

  it('R7, case 24: mails and sign-ins of the gate become known without anything to decide', async () => {
    const accountId = await register({ email: 'news@example.nl' });
    await retrieve();
    const [application] = await list();
    await decide(application?.id ?? '', { contact: { kind: 'new' } });
    await withTransaction({ kysely: access.link.gate.db }, (trx) =>
      appendEvent(trx, access.link.clock, {
        type: 'signedInV1',
        companyId: staff.companyId,
        websiteId: website.id,
        data: { accountId },
      }),
    );
    await retrieve();
    const { items } = await listAccounts(office, staff, { limit: 10 });
    expect(items[0]).toMatchObject({ id: accountId, lastSignedInAt: expect.any(String) });
  });
});

describe('approval policy at work', () => {
  it('R4, R5: automatic: who is new gets a contact and access at once, as policy, and one mail', async () => {
    await begin('automatic');
    const application = await retrieveOne({ email: 'new@nieuwbedrijf.nl', companyName: 'Nieuw Bedrijf BV' });
    expect(application).toMatchObject({ state: 'approved', verdict: 'new', decidedBy: 'Gatehouse' });
    const { items } = await listAccounts(office, staff, { limit: 10 });
    expect(items).toMatchObject([
      {
        id: application.accountId,
        status: 'approved',
        contact: { name: 'Nieuw Bedrijf BV' },
        person: { name: 'Sanne Bakker' },
        emailVerifiedAt: expect.any(String),
        published: { status: 'pending' },
        unpublished: true,
      },
    ]);
    await access.publish(staff, website.id);
    expect(await mailsOf()).toEqual(['approved']);
  });

  it('R4, I9: automatic: only the proven address gets the contact’s account; a mere resemblance gets its own', async () => {
    await begin('automatic');
    const contactId = await customer();
    const proven = await retrieveOne({ email: 'sanne@bakkerijhetzonnetje.nl', ...bakkerij });
    expect(proven).toMatchObject({ state: 'approved', proven: true, contact: { id: contactId } });
    const pretender = await retrieveOne({ email: 'thief@gmail.com', ...bakkerij });
    expect(pretender).toMatchObject({ state: 'review_link', proven: false });
    expect(pretender.contact?.id).not.toBe(contactId);
    expect(pretender.candidates.map((candidate) => candidate.contact.id)).toContain(contactId);
    expect(await accountsOfContact(office, staff, contactId)).toHaveLength(1);
  });

  it('R10, I9: staff link a reviewed application; the account moves and the contact made for it goes', async () => {
    await begin('automatic');
    const contactId = await customer();
    const application = await retrieveOne({ email: 'colleague@gmail.com', ...bakkerij });
    const made = application.contact?.id ?? '';
    await access.publish(staff, website.id);
    const decided = await decide(application.id, { contact: { kind: 'existing', contactId } });
    expect(decided).toMatchObject({ state: 'approved', contact: { id: contactId } });
    expect(await accountsOfContact(office, staff, contactId)).toMatchObject([
      { email: 'colleague@gmail.com', status: 'approved' },
    ]);
    expect((await errorOf(getContact(office.db, staff.companyId, made))).code).toBe('not_found');
    expect(await planPublications(office, staff, website.id)).toMatchObject([{ other: 1, mails: 0 }]);
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { contact_name: 'Bakkerij Het Zonnetje BV' },
    ]);
  });

  it('R10: staff may also keep the contact that was made', async () => {
    await begin('automatic');
    await customer();
    const application = await retrieveOne({ email: 'other@gmail.com', ...bakkerij });
    const decided = await decide(application.id, { contact: { kind: 'new' } });
    expect(decided).toMatchObject({ state: 'approved', contact: { id: application.contact?.id } });
    expect(await list()).toEqual([]);
  });

  it('R4, I9, case 7: known contacts: proven and active gets in, everybody else waits', async () => {
    await begin('known');
    const contactId = await customer();
    const proven = await retrieveOne({ email: 'sanne@bakkerijhetzonnetje.nl', ...bakkerij });
    expect(proven).toMatchObject({ state: 'approved', contact: { id: contactId } });
    expect(await retrieveOne({ email: 'thief@gmail.com', ...bakkerij })).toMatchObject({ state: 'open' });
    expect(await retrieveOne({ email: 'new@example.nl', ...stranger })).toMatchObject({
      state: 'open',
      verdict: 'new',
    });
    const { version } = await getContact(office.db, staff.companyId, contactId);
    await setContactActive(office, staff, { contactId, active: false, version });
    expect(await retrieveOne({ email: 'info@bakkerijhetzonnetje.nl', ...bakkerij })).toMatchObject({
      state: 'open',
      proven: true,
    });
  });

  it('case 16: who registers twice has one application; who has an account is attached to it', async () => {
    await begin('manual');
    const first = await retrieveOne({ email: 'twice@example.nl', town: 'Utrecht' });
    await access.link.gate.db
      .deleteFrom('account')
      .where('id', '=', first.accountId ?? '')
      .execute();
    const second = await retrieveOne({ email: 'Twice@Example.nl', town: 'Zeist' });
    expect(await list('all')).toMatchObject([{ id: first.id }]);
    expect(second).toMatchObject({ id: first.id, data: { town: 'Zeist' } });
    const contactId = await access.createContact(staff);
    await createAccount(office, staff, {
      contactId,
      account: accountInput(website.id, { email: 'known@example.nl' }),
    });
    expect(await retrieveOne({ email: 'known@example.nl' })).toMatchObject({
      state: 'imported',
      contact: { id: contactId },
    });
    await access.publish(staff, website.id);
    expect((await access.gateAccounts(website.id)).map((account) => account.email).sort()).toEqual([
      'Twice@Example.nl',
      'known@example.nl',
    ]);
  });

  it('case 10: access given by hand to somebody who waits is the decision about the application', async () => {
    await begin('manual');
    const application = await retrieveOne({ email: 'byhand@example.nl' });
    const contactId = await access.createContact(staff);
    const account = await createAccount(office, staff, {
      contactId,
      account: accountInput(website.id, { email: 'ByHand@example.nl' }),
    });
    expect(account.id).toBe(application.accountId);
    expect(await list()).toEqual([]);
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toHaveLength(1);
    expect(await mailsOf()).toEqual(['approved']);
  });
});

describe('review and import', () => {
  beforeEach(() => begin());

  it('R11: only the chosen fields are overwritten, all others keep the register’s value', async () => {
    const contactId = await customer();
    const application = await retrieveOne({
      email: 'sanne@bakkerijhetzonnetje.nl',
      ...bakkerij,
      phone: '06-12345678',
      town: 'Utrecht-Stad',
      lastName: 'Bakker-Smit',
    });
    expect(application.comparison).toMatchObject({ contactId });
    await decide(application.id, {
      contact: { kind: 'existing', contactId },
      overwrite: ['phone', 'lastName', 'vatNo'],
    });
    const contact = await getContact(office.db, staff.companyId, contactId);
    expect(contact).toMatchObject({ phone: '06-12345678', town: 'Utrecht', vatNo: '' });
    expect(contact.persons.map((person) => person.name)).toEqual(['Sanne Bakker-Smit']);
    expect(await accountsOfContact(office, staff, contactId)).toMatchObject([
      { status: 'approved', person: { name: 'Sanne Bakker-Smit' }, origin: 'application' },
    ]);
  });

  it('R5, R7: declined without a contact: nobody is put into the register, and the person is told once', async () => {
    const application = await retrieveOne({ email: 'spam@example.nl', companyName: 'Spam BV' });
    const { count } = await office.db
      .selectFrom('contact')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('company_id', '=', staff.companyId)
      .executeTakeFirstOrThrow();
    await decide(application.id, { decision: 'decline', reason: 'No customer' });
    expect(count).toBe(0);
    const [plan] = await planPublications(office, staff, website.id);
    expect(plan).toMatchObject({ other: 1, mails: 1, lines: [{ contact: null, email: 'spam@example.nl' }] });
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ status: 'declined' }]);
    expect(await mailsOf()).toEqual(['declined']);
  });

  it('case 32: declined becomes approved from the application, with a contact', async () => {
    const application = await retrieveOne({ email: 'again@example.nl', companyName: 'Toch Goed BV' });
    await decide(application.id, { decision: 'decline' });
    await access.publish(staff, website.id);
    expect((await errorOf(decide(application.id, {}))).code).toBe('application_contact_missing');
    expect(await decide(application.id, { contact: { kind: 'new' } })).toMatchObject({ state: 'approved' });
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { status: 'approved', contact_name: 'Toch Goed BV' },
    ]);
    expect(await mailsOf()).toEqual(['declined', 'approved']);
  });

  it('case 33: two staff decide one application: the second is told by whom, nothing is overwritten', async () => {
    const application = await retrieveOne({ email: 'two@example.nl' });
    const colleague = await access.createColleague(staff);
    const input = { overwrite: [], reason: '', contact: { kind: 'new' as const } };
    const { id: applicationId, version } = application;
    const approve = { applicationId, version, decision: { ...input, decision: 'approve' as const } };
    await decideApplication(office, colleague, approve);
    const late = { applicationId, version, decision: { ...input, decision: 'decline' as const } };
    expect(await errorOf(decideApplication(office, staff, late))).toMatchObject({
      code: 'already_decided',
      params: { who: colleague.actor.name, decision: 'approved' },
    });
    expect((await listAccounts(office, staff, { limit: 10 })).items).toMatchObject([{ status: 'approved' }]);
  });

  it('R11, I9: import all makes contacts of who is new and ties the others, register untouched; unproven wait', async () => {
    const contactId = await customer();
    const before = await getContact(office.db, staff.companyId, contactId);
    await register({ email: 'one@nieuw.example', companyName: 'Nieuw Een BV', ...stranger });
    await register({ email: 'two@nieuw2.example', companyName: 'Gloednieuw Twee BV', ...stranger });
    await register({ email: 'sanne@bakkerijhetzonnetje.nl', ...bakkerij, phone: '06-99999999' });
    await register({ email: 'p.jansen@gmail.com', companyName: '', ...stranger, phone: bakkerij.phone });
    const retrieved = await retrieve();
    expect(retrieved).toMatchObject({ retrieved: 4, new: 2, existing: 1, verify: 1 });
    const result = await importAllApplications(office, staff, { approve: true });
    expect(result).toEqual({ imported: 4, created: 2, linked: 2, left: 0, unpublishedChanges: 4 });
    expect(await getContact(office.db, staff.companyId, contactId)).toMatchObject({
      phone: before.phone,
      name: before.name,
    });
    const { items } = await listAccounts(office, staff, { limit: 10 });
    expect(items.map((account) => [account.email, account.status]).sort()).toEqual([
      ['one@nieuw.example', 'approved'],
      ['p.jansen@gmail.com', 'pending'],
      ['sanne@bakkerijhetzonnetje.nl', 'approved'],
      ['two@nieuw2.example', 'approved'],
    ]);
    expect(await list()).toEqual([]);
    const again = await importAllApplications(office, staff, { approve: true });
    expect(again).toMatchObject({ imported: 0, created: 0, linked: 0, left: 0 });
  });

  it('case 34: import all run twice at once makes each contact once', async () => {
    for (const name of ['Alfa', 'Beta', 'Gamma']) {
      await register({ email: `info@${name.toLowerCase()}.example`, companyName: `${name} Handel BV` });
    }
    await retrieve();
    const both = await Promise.all([
      importAllApplications(office, staff, { approve: true }),
      importAllApplications(office, staff, { approve: true }),
    ]);
    expect(both.reduce((sum, one) => sum + one.created, 0)).toBe(3);
    expect((await listAccounts(office, staff, { limit: 10 })).items).toHaveLength(3);
  });

  it('case 31, I8: lists by page and search; nothing of another company is there', async () => {
    for (const name of ['Appel', 'Bos', 'Citroen']) {
      await register({ email: `${name.toLowerCase()}@example.nl`, companyName: name });
      access.link.clock.move(1000);
    }
    await retrieve();
    const first = await listApplications(office.db, staff, { limit: 2, state: 'waiting' });
    expect(first).toMatchObject({ total: 3, items: [{ companyName: 'Appel' }, { companyName: 'Bos' }] });
    const cursor = first.next ?? '';
    const second = await listApplications(office.db, staff, { limit: 2, state: 'waiting', cursor });
    expect(second).toMatchObject({ next: null, items: [{ companyName: 'Citroen' }] });
    const search = { limit: 9, state: 'waiting' as const, search: 'CITR' };
    expect((await listApplications(office.db, staff, search)).items).toHaveLength(1);
    const other = await access.createStaff();
    expect((await listApplications(office.db, other, { limit: 9, state: 'all' })).items).toEqual([]);
    const [one] = first.items;
    expect((await errorOf(readApplication(office.db, other, one?.id ?? ''))).code).toBe('not_found');
  });
});
