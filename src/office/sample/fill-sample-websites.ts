import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { applicationData } from '../../contract/applications.ts';
import type { WebsiteInput } from '../../contract/websites.ts';
import { createAccount } from '../accounts/create-account.ts';
import { retrieveWebsiteData } from '../applications/retrieve-website-data.ts';
import type { Office, SampleVisitor, Staff } from '../context.ts';
import { publishWebsites } from '../publications/publish-websites.ts';
import { createWebsite } from '../websites/create-website.ts';
import type { SampleOptions } from './create-sample-company.ts';
import {
  type SampleWebsite,
  sampleAccounts,
  sampleApplicants,
  sampleSignIns,
  sampleWebsites,
} from './sample-people.ts';
import { sampleAnswers, sampleSettings } from './sample-settings.ts';

const websitesFolder = join(import.meta.dirname, '../../../examples/websites');

/**
 * Makes the sample company's two websites with the access that was given, publishes them, and lets people sign up at
 * the gate, who then wait for a decision. What is there already stays, so that it can go on where it was cut off.
 * @throws AppError where there is no gate, or it does not answer
 */
export async function fillSampleWebsites(
  office: Office,
  staff: Staff,
  options: SampleOptions,
): Promise<void> {
  const port = office.config.GATE_PORT;
  const partners = await makeWebsite(office, staff, {
    ...websiteOf('partners', port),
    protection: 'whole',
    paths: [],
    policy: 'manual',
    linkMode: 'manual',
    introduction: {
      nl: 'Deze pagina’s zijn voor partners van Groothandel De Linde.',
      en: 'These pages are for partners of Groothandel De Linde.',
      de: 'Diese Seiten sind für Partner von Groothandel De Linde.',
      no: 'Disse sidene er for partnere av Groothandel De Linde.',
    },
  });
  const shop = await makeWebsite(office, staff, {
    ...websiteOf('shop', port),
    protection: 'part',
    paths: ['/shop'],
    policy: 'automatic',
    linkMode: 'automatic',
    introduction: {
      nl: 'De winkel is voor klanten van Groothandel De Linde.',
      en: 'The shop is for customers of Groothandel De Linde.',
      de: 'Der Shop ist für Kunden von Groothandel De Linde.',
      no: 'Butikken er for kunder av Groothandel De Linde.',
    },
  });
  const ids: Record<SampleWebsite, string> = { partners: partners.id, shop: shop.id };
  for (const { contact, website, status, reason } of sampleAccounts) {
    const person = await personOf(office, staff.companyId, contact);
    const access = { email: person.email, personId: person.id, validFrom: null, validUntil: null };
    const account = { websiteId: ids[website], status, reason, ...access };
    if (await hasAccount(office, staff.companyId, account)) continue;
    await createAccount(office, staff, { contactId: person.contact_id, account });
  }
  await publishWebsites(office, staff, { websiteIds: [partners.id, shop.id], mode: 'changes' });
  if (office.registerVisitors === undefined) return;
  await office.registerVisitors(visitorsOf(ids, options));
  await retrieveWebsiteData(office, staff);
}

async function makeWebsite(office: Office, staff: Staff, website: WebsiteInput): Promise<{ id: string }> {
  const existing = await office.db
    .selectFrom('website')
    .select('id')
    .where('company_id', '=', staff.companyId)
    .where('name', '=', website.name)
    .executeTakeFirst();
  return existing ?? createWebsite(office, staff, website);
}

async function hasAccount(
  office: Office,
  companyId: string,
  account: { readonly websiteId: string; readonly email: string },
): Promise<boolean> {
  const existing = await office.db
    .selectFrom('account')
    .select('id')
    .where('company_id', '=', companyId)
    .where('website_id', '=', account.websiteId)
    .where('email', '=', account.email)
    .executeTakeFirst();
  return existing !== undefined;
}

function websiteOf(
  which: SampleWebsite,
  port: number,
): Omit<WebsiteInput, 'protection' | 'paths' | 'policy' | 'linkMode' | 'introduction'> {
  const { name, host } = sampleWebsites[which];
  return {
    name,
    hosts: [host],
    publicUrl: `http://${host}${port === 80 ? '' : `:${port}`}`,
    enabled: true,
    origin: { kind: 'folder', folder: join(websitesFolder, which) },
    language: 'nl',
    senderName: 'Groothandel De Linde',
    senderEmail: 'webbeheer@delinde.example',
    copyTo: '',
    showCreateUser: true,
    sessionIdleMinutes: 480,
    sessionHours: 720,
    ...sampleSettings[which],
  };
}

function personOf(office: Office, companyId: string, number: string) {
  return office.db
    .selectFrom('contact_person')
    .innerJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'contact_person.company_id')
        .onRef('contact.id', '=', 'contact_person.contact_id'),
    )
    .select(['contact_person.id', 'contact_person.contact_id', 'contact_person.email'])
    .where('contact.company_id', '=', companyId)
    .where('contact.number', '=', number)
    .executeTakeFirstOrThrow();
}

/** Those who wait, and, where there is a password to show, those who can sign in. */
function visitorsOf(ids: Record<SampleWebsite, string>, options: SampleOptions): SampleVisitor[] {
  const { visitorPassword } = options;
  const nothingElse = {
    phone: '',
    street: '',
    postcode: '',
    town: '',
    country: 'NL',
    registrationNo: '',
    vatNo: '',
    language: 'nl',
  };
  const signIns = visitorPassword === undefined ? [] : sampleSignIns;
  return [
    ...signIns.map(({ website, ...data }) => ({
      websiteId: ids[website],
      data: applicationData.parse({ ...nothingElse, ...data }),
      password: visitorPassword ?? '',
    })),
    ...sampleApplicants.map(({ answers, ...data }) => ({
      websiteId: ids.partners,
      data: applicationData.parse({
        ...data,
        answers: sampleAnswers(sampleSettings.partners.signUpForm, data.language, answers),
      }),
      password: randomBytes(16).toString('base64url'),
    })),
  ];
}
