import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import type { AccountInput } from '../../src/contract/accounts.ts';
import type { ApplicationData } from '../../src/contract/applications.ts';
import type { ContactInput } from '../../src/contract/contacts.ts';
import { lookSettings, noWords, signInSettings, signUpForm } from '../../src/contract/website-settings.ts';
import type { Website, WebsiteInput } from '../../src/contract/websites.ts';
import { canonicalEmail } from '../../src/core/email-address.ts';
import { newId } from '../../src/core/uuid.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { appendEvent } from '../../src/gate/events/append-event.ts';
import { insertCompany } from '../../src/office/companies/insert-company.ts';
import { createContact } from '../../src/office/contacts/create-contact.ts';
import { addPerson } from '../../src/office/contacts/persons/add-person.ts';
import type { Office, Staff } from '../../src/office/context.ts';
import { insertEmployee } from '../../src/office/employees/insert-employee.ts';
import { publishWebsites } from '../../src/office/publications/publish-websites.ts';
import { createWebsite } from '../../src/office/websites/create-website.ts';
import { createTestLink, type TestLink } from './link.ts';

/** The office's use cases with a real gate behind the link, without the pages of either. */
export interface TestAccess {
  readonly link: TestLink;
  readonly office: Office;
  createStaff(options?: { licensed?: boolean }): Promise<Staff>;
  /** A colleague in the same company. */
  createColleague(staff: Staff): Promise<Staff>;
  createWebsite(staff: Staff, values?: Partial<WebsiteInput>): Promise<Website>;
  createContact(
    staff: Staff,
    values?: Partial<ContactInput> & { persons?: { name: string; email: string }[] },
  ): Promise<string>;
  publish(staff: Staff, websiteId: string): ReturnType<typeof publishWebsites>;
  /** Somebody signs up at the gate and verifies the address. Returns the account's id. */
  signUp(
    website: Pick<Website, 'id'>,
    staff: Staff,
    data: Partial<ApplicationData> & { email: string },
  ): Promise<string>;
  gateAccounts(
    websiteId: string,
  ): Promise<{ id: string; email: string; status: string; contact_active: boolean; contact_name: string }[]>;
  gateMails(websiteId: string): Promise<{ event: string; to: string }[]>;
  close(): Promise<void>;
}

export async function createTestAccess(): Promise<TestAccess> {
  const link = await createTestLink();
  const office: Office = {
    db: link.office.kysely,
    clock: link.clock,
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    config: readConfig({}),
    gates: link.gates,
  };
  let serial = 0;
  const employ = async (companyId: string | null): Promise<Staff> => {
    serial += 1;
    const name = `Beheerder ${serial}`;
    return withTransaction({ kysely: office.db }, async (trx) => {
      const email = `beheer${serial}@example.com`;
      const id = await insertEmployee(trx, office.clock, { name, email, language: 'en', passwordHash: '-' });
      const employee = { id, name };
      const company = { name: `Bedrijf ${serial} BV`, language: 'nl' as const, isSample: false, employee };
      const actor = { kind: 'staff' as const, id, name };
      const ofCompany = companyId ?? (await insertCompany(trx, office.clock, company));
      return { companyId: ofCompany, employeeId: id, language: 'en', actor };
    });
  };
  return {
    link,
    office,
    async createStaff({ licensed = true } = {}) {
      const staff = await employ(null);
      if (licensed) {
        await office.db
          .insertInto('licence')
          .values({
            company_id: staff.companyId,
            id: newId(),
            token: '-',
            holder: 'Bedrijf',
            valid_until: null,
            entered_by: staff.actor.name,
          })
          .execute();
      }
      return staff;
    },
    createColleague: (staff) => employ(staff.companyId),
    createWebsite: (staff, values = {}) => createWebsite(office, staff, websiteInput(values)),
    async createContact(staff, { persons = [], ...values } = {}) {
      serial += 1;
      const contact = await createContact(
        office,
        staff,
        contactInput({ name: `Relatie ${serial}`, ...values }),
      );
      for (const person of persons) {
        await addPerson(office, staff, { contactId: contact.id, person: { phone: '', ...person } });
      }
      return contact.id;
    },
    publish: (staff, websiteId) =>
      publishWebsites(office, staff, { websiteIds: [websiteId], mode: 'changes' }),
    signUp: (website, staff, data) => signUp(link, website.id, staff.companyId, data),
    gateAccounts: (websiteId) =>
      link.gate.db
        .selectFrom('account')
        .select(['id', 'email', 'status', 'contact_active', 'contact_name'])
        .where('website_id', '=', websiteId)
        .where('status', '<>', 'ended')
        .orderBy('email')
        .execute(),
    gateMails: (websiteId) =>
      link.gate.db
        .selectFrom('mail')
        .select(['event', 'to_address as to'])
        .where('website_id', '=', websiteId)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    close: () => link.close(),
  };
}

/** What the gate does when a visitor's address is verified. */
async function signUp(
  { gate, clock }: TestLink,
  websiteId: string,
  companyId: string,
  typed: Partial<ApplicationData> & { email: string },
): Promise<string> {
  const data = applicationData(typed);
  const accountId = newId();
  await withTransaction({ kysely: gate.db }, async (trx) => {
    await trx
      .insertInto('account')
      .values({
        website_id: websiteId,
        id: accountId,
        company_id: companyId,
        email: data.email,
        email_canonical: canonicalEmail(data.email) ?? '',
        status: 'pending',
        valid_from: null,
        valid_until: null,
        revision: 0,
        snapshot_id: null,
        details: JSON.stringify(data),
      })
      .execute();
    await appendEvent(trx, clock, {
      type: 'registrationV1',
      companyId,
      websiteId,
      data: { accountId, email: data.email, data },
    });
  });
  return accountId;
}

export function applicationData(values: Partial<ApplicationData> & { email: string }): ApplicationData {
  return {
    companyName: '',
    firstName: 'Sanne',
    lastName: 'Bakker',
    phone: '',
    street: '',
    postcode: '',
    town: '',
    country: 'NL',
    registrationNo: '',
    vatNo: '',
    language: 'nl',
    answers: [],
    ...values,
  };
}

let sites = 0;

export function websiteInput(values: Partial<WebsiteInput> = {}): WebsiteInput {
  sites += 1;
  const host = `site${sites}.example.com`;
  return {
    name: `Site ${sites}`,
    hosts: [host],
    publicUrl: `https://${values.hosts?.[0] ?? host}`,
    enabled: true,
    protection: 'whole',
    paths: [],
    policy: 'manual',
    linkMode: 'manual',
    origin: { kind: 'forward_auth' },
    language: 'nl',
    senderName: '',
    senderEmail: '',
    copyTo: '',
    showCreateUser: true,
    introduction: noWords,
    sessionIdleMinutes: 480,
    sessionHours: 720,
    signIn: signInSettings.parse({}),
    look: lookSettings.parse({}),
    signUpForm: signUpForm.parse({}),
    ...values,
  };
}

export function contactInput(values: Partial<ContactInput> = {}): ContactInput {
  return {
    number: '',
    name: 'Relatie',
    street: '',
    postcode: '',
    town: '',
    country: 'NL',
    phone: '',
    email: '',
    registrationNo: '',
    vatNo: '',
    types: ['customer'],
    priceGroup: '',
    language: 'nl',
    ...values,
  };
}

export function accountInput(websiteId: string, values: Partial<AccountInput> = {}): AccountInput {
  return {
    websiteId,
    personId: null,
    email: 'anna@example.nl',
    status: 'approved',
    reason: '',
    validFrom: null,
    validUntil: null,
    ...values,
  };
}
