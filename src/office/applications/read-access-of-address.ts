import type { Application } from '../../contract/applications.ts';
import { accountStatuses } from '../../core/status.ts';
import { accountIsUnpublished } from '../accounts/account-content.ts';
import type { OfficeDatabase } from '../context.ts';

/** What an application says of whose it is. */
interface OfAddress {
  readonly company_id: string;
  readonly website_id: string;
  readonly account_id: string | null;
  readonly email_canonical: string;
}

/** What the address of an application has on the company's websites, that of the application first. */
export async function readAccessOf(
  db: OfficeDatabase,
  { company_id, website_id, account_id, email_canonical }: OfAddress,
): Promise<Application['access']> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .leftJoin('contact_person', (join) =>
      join
        .onRef('contact_person.company_id', '=', 'account.company_id')
        .onRef('contact_person.id', '=', 'account.person_id'),
    )
    .select([
      'account.id',
      'account.status',
      'account.ended_at',
      'website.id as website_id',
      'website.name as website_name',
      'contact.id as contact_id',
      'contact.number as contact_number',
      'contact.name as contact_name',
    ])
    .where('account.company_id', '=', company_id)
    .where('website.removed_at', 'is', null)
    .where(({ or, eb }) => or([eb('account.ended_at', 'is', null), accountIsUnpublished]))
    .where(({ or, eb }) =>
      or([eb('account.id', '=', account_id), eb('account.email_canonical', '=', email_canonical)]),
    )
    .orderBy('website.name')
    .orderBy('account.id')
    .execute();
  return rows
    .map((row) => ({
      accountId: row.id,
      website: { id: row.website_id, name: row.website_name },
      contact:
        row.contact_id === null
          ? null
          : { id: row.contact_id, number: row.contact_number ?? '', name: row.contact_name ?? '' },
      status: accountStatuses.find((status) => status === row.status) ?? 'pending',
      ending: row.ended_at !== null,
    }))
    .sort((a, b) => Number(b.website.id === website_id) - Number(a.website.id === website_id));
}

/** The registration of the same address on the same website that still waits, or null. */
export async function findOpenRegistration(
  db: OfficeDatabase,
  { company_id, website_id, email_canonical }: OfAddress,
): Promise<string | null> {
  const row = await db
    .selectFrom('application')
    .select('id')
    .where('company_id', '=', company_id)
    .where('website_id', '=', website_id)
    .where('email_canonical', '=', email_canonical)
    .where('kind', '=', 'registration')
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row?.id ?? null;
}
