import { sql } from 'kysely';
import type { ExplanationOnWebsite } from '../../contract/explanation.ts';
import type { AccountAccess } from '../../core/access.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, Staff } from '../context.ts';
import { accessOf, accessOfRow } from './access-facts.ts';
import { readPublished } from './account-content.ts';
import { explainBoth } from './explain-both.ts';

interface Asked {
  readonly websiteId: string;
  readonly email: string;
  readonly url?: string | undefined;
}

/**
 * Whether the holder of an address gets a page of a website, and why: by what the office has now, and by what
 * was published.
 * @throws AppError `not_found`, `email_unusable`, `page_address_unusable`, `page_of_other_website`
 */
export async function explainOnWebsite(
  office: Office,
  staff: Staff,
  { websiteId, email, url }: Asked,
): Promise<ExplanationOnWebsite> {
  const canonical = canonicalEmail(email);
  if (canonical === null) throw new AppError('email_unusable', { email }, { field: 'email' });
  const row = await findCurrent(office, staff, websiteId, canonical);
  const explained = await explainBoth(office, staff, {
    websiteId,
    email: canonical,
    url,
    account: row === undefined ? null : accessOfRow(row),
    published: await findPublished(office, staff, websiteId, canonical),
    publishedEmail: canonical,
    lastSignedInAt: row?.last_signed_in_at ?? null,
  });
  const contact =
    row?.contact_id == null
      ? null
      : { id: row.contact_id, number: row.contact_number ?? '', name: row.contact_name ?? '' };
  return {
    ...explained,
    account: row === undefined ? null : { id: row.id, contact },
    applicationId: await findApplication(office, staff, websiteId, canonical),
  };
}

/** The account of the address: the one that counts, or else the last that ended. */
function findCurrent(office: Office, staff: Staff, websiteId: string, canonical: string) {
  return office.db
    .selectFrom('account')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .selectAll('account')
    .select(['contact.active', 'contact.number as contact_number', 'contact.name as contact_name'])
    .where('account.company_id', '=', staff.companyId)
    .where('account.website_id', '=', websiteId)
    .where('account.email_canonical', '=', canonical)
    .orderBy('account.ended_at', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
}

/** What the gate has of the address; a correction of it that waits has the new one here and the old one there. */
async function findPublished(
  office: Office,
  staff: Staff,
  websiteId: string,
  canonical: string,
): Promise<AccountAccess | null> {
  const rows = await office.db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .select('account.published')
    .where('account.company_id', '=', staff.companyId)
    .where('account.website_id', '=', websiteId)
    .where('account.published', 'is not', null)
    .where((where) =>
      where.or([
        where('account.email_canonical', '=', canonical),
        where.and([
          where('account.revision', '>', where.ref('website.published_revision')),
          where(sql`account.published ->> 'email'`, '<>', where.ref('account.email')),
        ]),
      ]),
    )
    .execute();
  const contents = rows
    .map(({ published }) => readPublished(published))
    .filter((content) => content !== null)
    .filter((content) => canonicalEmail(content.email) === canonical);
  const found = contents.find(({ status }) => status !== 'ended') ?? contents[0];
  return found === undefined ? null : accessOf(found);
}

/** A sign-up of the address that waits for a decision. */
async function findApplication(
  office: Office,
  staff: Staff,
  websiteId: string,
  canonical: string,
): Promise<string | null> {
  const row = await office.db
    .selectFrom('application')
    .select('id')
    .where('company_id', '=', staff.companyId)
    .where('website_id', '=', websiteId)
    .where('state', '=', 'open')
    .where('kind', '=', 'registration')
    .where('email_canonical', '=', canonical)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
