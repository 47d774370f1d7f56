import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { erasedMark } from '../../../src/core/erased.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { appendEvent } from '../../../src/gate/events/append-event.ts';
import { tellSecurity } from '../../../src/gate/events/security-event.ts';
import { accountsOfContact } from '../../../src/office/accounts/list-accounts.ts';
import { removeAccount } from '../../../src/office/accounts/remove-account.ts';
import { undoAccount } from '../../../src/office/accounts/undo-account.ts';
import { updateAccount } from '../../../src/office/accounts/update-account.ts';
import { decideApplication } from '../../../src/office/applications/decide-application.ts';
import type { DecisionInput } from '../../../src/office/applications/decision-input.ts';
import { drainGate } from '../../../src/office/applications/drain-gate.ts';
import { listApplications, readApplication } from '../../../src/office/applications/read-applications.ts';
import { listAuditEvents } from '../../../src/office/audit/list-audit-events.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import { removePerson } from '../../../src/office/contacts/persons/remove-person.ts';
import { removeContact } from '../../../src/office/contacts/remove-contact.ts';
import type { Staff } from '../../../src/office/context.ts';
import { listMails } from '../../../src/office/mails/read-mails.ts';
import { listPublications, readPublication } from '../../../src/office/publications/read-publications.ts';
import { rollBackPublication } from '../../../src/office/publications/roll-back-publication.ts';
import { applicationData, createTestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';
import { createAsker, decideRequest } from '../../support/deletion.ts';
import { whereItStands } from '../../support/where-it-stands.ts';

const access = await createTestAccess();
const { office, link } = access;
afterAll(() => access.close());

const vera = {
  email: 'Vera.Verweij@Example.nl',
  companyName: 'Bloemen Zonnedauw',
  firstName: 'Vera',
  lastName: 'Verweij',
  phone: '06-55512345',
  street: 'Zandoogjespad 77',
  postcode: '9876 ZX',
  town: 'Onnen',
};
/** What tells of the person: addresses, name, telephone, street, and what she called her key. */
const ofPerson = [
  'vera.verweij@example.nl',
  'v.nieuw@example.nl',
  'Verweij',
  '55512345',
  'Zandoogje',
  'sleutelbos van v',
  '203.0.113',
];

let staff: Staff;
let website: Website;
let accountId: string;
let contactId: string;

const retrieve = () => drainGate(office, link.gateId);
const tell = (event: 'passkey_added' | 'sign_in_unverified', of: { accountId?: string; email: string }) =>
  withTransaction({ kysely: link.gate.db }, (trx) =>
    tellSecurity(trx, link.gate, {
      event,
      website: { id: website.id, companyId: staff.companyId },
      address: '203.0.113.9',
      detail: 'sleutelbos van V',
      ...of,
    }),
  );
const inOffice = () => whereItStands(office.db, 'office', ofPerson);
const log = async (language: 'nl' | 'en' = 'en') =>
  (await listAuditEvents(office.db, { ...staff, language }, { limit: 200 })).items;

/** Vera signs up, is approved, corrected, signs in, changes details and gets mails: she stands in many places. */
beforeEach(async () => {
  await sql`TRUNCATE office.account, office.application, office.mail, office.contact, office.publication,
    office.audit_event, office.account_change, office.erased_address, office.contact_import CASCADE`.execute(
    office.db,
  );
  await sql`TRUNCATE gate.account, gate.login, gate.mail, gate.event CASCADE`.execute(link.gate.db);
  staff = await access.createStaff();
  website = await access.createWebsite(staff, { policy: 'manual', linkMode: 'manual' });
  await access.publish(staff, website.id);
  await tell('sign_in_unverified', { email: vera.email });
  accountId = await access.signUp(website, staff, vera);
  await office.db
    .updateTable('website')
    .set({ link_mode: 'automatic' })
    .where('id', '=', website.id)
    .execute();
  await retrieve();
  const [waiting] = (await listApplications(office.db, staff, { limit: 10, state: 'waiting' })).items;
  const decided = await decideApplication(office, staff, {
    applicationId: waiting?.id ?? '',
    decision: {
      decision: 'approve',
      contact: { kind: 'new' },
      overwrite: [],
      reason: 'Mevrouw Verweij belde',
    },
    version: waiting?.version ?? 0,
  });
  contactId = decided.contact?.id ?? '';
  await access.publish(staff, website.id);
  const [account] = await accountsOfContact(office, staff, contactId);
  if (account === undefined) throw new Error('no account');
  await updateAccount(office, staff, {
    accountId,
    account: {
      websiteId: website.id,
      personId: account.person?.id ?? null,
      email: 'v.nieuw@example.nl',
      status: 'approved',
      reason: 'Verweij vroeg erom',
      validFrom: null,
      validUntil: null,
    },
    version: account.version,
  });
  await access.publish(staff, website.id);
  await tell('passkey_added', { email: 'v.nieuw@example.nl', accountId });
  await withTransaction({ kysely: link.gate.db }, async (trx) => {
    const of = { companyId: staff.companyId, websiteId: website.id };
    await appendEvent(trx, link.clock, { type: 'signedInV1', ...of, data: { accountId } });
    const data = applicationData({ ...vera, phone: '06-55512345 thuis' });
    await appendEvent(trx, link.clock, {
      type: 'detailsChangedV1',
      ...of,
      data: { accountId, email: 'v.nieuw@example.nl', data },
    });
  });
  await retrieve();
});

async function grantDeletion(): Promise<void> {
  const asker = await createAsker(access, website, 'v.nieuw@example.nl');
  expect(await asker.ask()).toBe('asked');
  await retrieve();
  await decideRequest(access, staff, website);
}

/** What the register itself has, which a request about a website does not take: staff delete the contact. */
const register = [
  'audit_event.after',
  'audit_event.subject_name',
  'contact.email',
  'contact.phone',
  'contact.street',
  'contact_person.email',
  'contact_person.name',
  'contact_search.words',
];
/** The mails themselves: the last is still to be sent, and sent ones go after some days (mail-worker.ts). */
const mailsAtGate = ['mail.html', 'mail.text', 'mail.to_address'];

describe('case 37: erasing leaves the audit trail without personal data', () => {
  test('a granted request: after Update website nothing is left in any table but the contact in the register', async () => {
    expect(await inOffice()).toEqual(expect.arrayContaining(['mail.to_address', 'account_change.before']));
    await grantDeletion();
    await access.publish(staff, website.id);
    await retrieve();
    const found = await inOffice();
    expect(found.filter((place) => !register.includes(place))).toEqual([]);
    const ofRegister = ['contact', 'person'];
    const { rows } = await sql<{ subject_kind: string }>`
      SELECT DISTINCT subject_kind FROM office.audit_event
      WHERE lower(audit_event::text) ~ ${ofPerson.join('|').toLowerCase()}`.execute(office.db);
    expect(rows.map((row) => row.subject_kind).filter((kind) => !ofRegister.includes(kind))).toEqual([]);
    const atGate = await whereItStands(link.gate.db, 'gate', ofPerson);
    expect(atGate.filter((place) => !mailsAtGate.includes(place))).toEqual([]);
  });

  test('with the contact deleted too nothing is left at all, and the log goes on telling what was done', async () => {
    const before = await log();
    await grantDeletion();
    await access.publish(staff, website.id);
    await retrieve();
    const contact = await getContact(office.db, staff.companyId, contactId);
    await removeContact(office, staff, { contactId, version: contact.version });
    expect(await inOffice()).toEqual([]);
    const after = await log();
    const told = new Map(after.map((event) => [event.id, event]));
    for (const { id, at, action, actor, subject } of before) {
      expect(told.get(id)).toMatchObject({
        at,
        action,
        actor: { kind: actor.kind },
        subject: { id: subject.id },
      });
      if (actor.kind !== 'visitor') expect(told.get(id)?.actor.name).toBe(actor.name);
    }
    expect(after[0]).toMatchObject({
      action: 'contact.deleted',
      actor: { name: staff.actor.name },
      subject: { name: `(erased) · ${contact.number}` },
    });
    expect(after.find(({ action }) => action === 'account.erased')).toMatchObject({
      subject: { id: accountId, name: `(erased) · ${website.name}` },
    });
    const approved = (events: typeof after) => events.find(({ action }) => action === 'account.approved');
    expect(approved(after)?.after).toMatchObject({ status: 'approved', email: '(erased)', contactId });
    expect(approved(await log('nl'))?.after).toMatchObject({ status: 'approved', email: '(gewist)' });
    const words = await listAuditEvents(office.db, staff, { limit: 10, person: '(erased)' });
    expect(words.items.length).toBeGreaterThan(1);
    expect(JSON.stringify([before, after, await log('nl')])).not.toContain(erasedMark);
  });

  test('a contact person who is removed goes from everything, and the contact stays', async () => {
    const [account] = await accountsOfContact(office, staff, contactId);
    const personId = account?.person?.id ?? '';
    const input = { contactId, personId };
    expect(await errorOf(removePerson(office, staff, input))).toMatchObject({ code: 'person_in_use' });
    await removeAccount(office, staff, { accountId, version: account?.version ?? 0 });
    expect(await errorOf(removePerson(office, staff, input))).toMatchObject({ code: 'person_in_use' });
    await access.publish(staff, website.id);
    await removePerson(office, staff, input);
    await retrieve();
    const { name, persons } = await getContact(office.db, staff.companyId, contactId);
    expect({ name, persons }).toEqual({ name: vera.companyName, persons: [] });
    const person = ['v.nieuw@example.nl', 'Verweij', 'sleutelbos van v', '203.0.113'];
    // The address that she signed up with is the contact's own.
    const left = await whereItStands(office.db, 'office', person);
    expect(left.filter((place) => !register.includes(place))).toEqual([]);
    expect(left).not.toContain('contact_person.name');
    const lines = await office.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', personId)
      .execute();
    expect(lines.map(({ subject_name }) => subject_name)).toEqual(lines.map(() => erasedMark));
  });

  test('a contact in use is not erased: access that is not ended at the gate, and applications that wait', async () => {
    const remove = async () => {
      const { version } = await getContact(office.db, staff.companyId, contactId);
      return errorOf(removeContact(office, staff, { contactId, version }));
    };
    expect(await remove()).toMatchObject({ code: 'contact_in_use' });
    await grantDeletion();
    expect(await remove()).toMatchObject({ code: 'contact_in_use' });
  });

  test('what was granted and taken back before Update website erases nobody, also later', async () => {
    await grantDeletion();
    const [account] = await accountsOfContact(office, staff, contactId);
    const back = await undoAccount(office, staff, { accountId, version: account?.version ?? 0 });
    await access.publish(staff, website.id);
    expect(await accountsOfContact(office, staff, contactId)).toMatchObject([
      { id: accountId, email: 'v.nieuw@example.nl', status: 'approved' },
    ]);
    await removeAccount(office, staff, { accountId, version: back?.version ?? 0 });
    await access.publish(staff, website.id);
    const row = await office.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', accountId)
      .executeTakeFirst();
    expect(row).toMatchObject({ email: 'v.nieuw@example.nl', erased_at: null });
  });

  test('lists show what is left in words, nothing can be decided or rolled back, and no publication waits', async () => {
    await grantDeletion();
    await access.publish(staff, website.id);
    await retrieve();
    const applications = (await listApplications(office.db, staff, { limit: 10, state: 'all' })).items;
    expect(applications.length).toBeGreaterThanOrEqual(3);
    for (const { id, name, email, state, version } of applications) {
      expect({ name, email }).toEqual({ name: '(erased)', email: '(erased)' });
      expect(['approved', 'declined', 'imported']).toContain(state);
      const decision: DecisionInput = {
        decision: 'approve',
        contact: { kind: 'new' },
        overwrite: [],
        reason: '',
      };
      const again = errorOf(decideApplication(office, staff, { applicationId: id, decision, version }));
      expect(await again).toMatchObject({ code: 'already_decided' });
      expect((await readApplication(office.db, staff, id)).data.lastName).toBe('');
    }
    const { items: mails } = await listMails(office.db, staff, { limit: 20 });
    expect(mails.map(({ to }) => to)).toEqual(mails.map(() => '(erased)'));
    expect(mails.map(({ event }) => event)).toContain('ended');
    const { items: publications } = await listPublications(office.db, staff, { limit: 20 });
    for (const { id, canRollBack } of publications) {
      expect(canRollBack).toBe(false);
      expect(await errorOf(rollBackPublication(office, staff, id))).toMatchObject({
        code: 'rollback_impossible',
      });
      for (const line of (await readPublication(office.db, staff, id)).lines)
        expect(line).toMatchObject({ email: '(erased)', contact: null });
    }
    const { rows } = await sql`
      SELECT FROM office.website WHERE id = ${website.id} AND revision > published_revision`.execute(
      office.db,
    );
    expect(rows).toEqual([]);
  });

  test('the log is append-only for everybody else, and erasing itself can change no act, time or employee', async () => {
    const erase = (changes: string) =>
      withTransaction({ kysely: office.db }, async (trx) => {
        await sql`SELECT set_config('gatehouse.erasing', 'on', true)`.execute(trx);
        await sql`UPDATE office.audit_event SET ${sql.raw(changes)} WHERE company_id = ${staff.companyId}`.execute(
          trx,
        );
      });
    const refused = /append-only/;
    await expect(sql`UPDATE office.audit_event SET subject_name = ''`.execute(office.db)).rejects.toThrow(
      refused,
    );
    await expect(erase("subject_name = ''")).rejects.toThrow(refused);
    for (const changed of [
      "action = 'x'",
      'at = now()',
      'actor_id = NULL',
      "actor_name = 'x'",
      'subject_id = NULL',
    ])
      await expect(erase(`erased_at = now(), ${changed}`)).rejects.toThrow(refused);
    await erase("erased_at = now(), subject_name = ''");
  });
});
