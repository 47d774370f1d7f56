import type { Selectable } from 'kysely';
import type { AccountTable } from '../../database/office-tables.ts';
import type { LockedWebsite } from '../accounts/lock-website.ts';
import type { OfficeTransaction } from '../context.ts';
import { type ApplicationRecord, readRecord } from './application-row.ts';

/**
 * What the person of an application has on its website, locked: the account that the application is about first, then
 * one that has the address. What ended is left out.
 */
export async function lockAccountsOf(
  trx: OfficeTransaction,
  website: LockedWebsite,
  application: ApplicationRecord,
): Promise<Selectable<AccountTable>[]> {
  const rows = await trx
    .selectFrom('account')
    .selectAll()
    .where('company_id', '=', website.companyId)
    .where('website_id', '=', website.id)
    .where('ended_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('id', '=', application.account_id), eb('email_canonical', '=', application.email_canonical)]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.sort(
    (a, b) => Number(b.id === application.account_id) - Number(a.id === application.account_id),
  );
}

/** The registration of the same person that waits on the website, locked; null where there is none. */
export async function lockRegistration(
  trx: OfficeTransaction,
  application: ApplicationRecord,
): Promise<ApplicationRecord | null> {
  const row = await trx
    .selectFrom('application')
    .selectAll()
    .where('company_id', '=', application.company_id)
    .where('website_id', '=', application.website_id)
    .where('email_canonical', '=', application.email_canonical)
    .where('kind', '=', 'registration')
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : readRecord(row);
}
