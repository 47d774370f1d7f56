import type { Explanation } from '../../contract/explanation.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, Staff } from '../context.ts';
import { accessOf, accessOfRow } from './access-facts.ts';
import { readPublished } from './account-content.ts';
import { explainBoth } from './explain-both.ts';

/**
 * Why the holder of an account can or can't enter: the rules of the very function that the gate's check asks,
 * for what the office has now and for what was published. `url`: of a page; without it what is closed of the
 * website.
 * @throws AppError `not_found`, `page_address_unusable`, `page_of_other_website`
 */
export async function explainAccess(
  office: Office,
  staff: Staff,
  accountId: string,
  url?: string,
): Promise<Explanation> {
  const row = await office.db
    .selectFrom('account')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .selectAll('account')
    .select('contact.active')
    .where('account.company_id', '=', staff.companyId)
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  const published = readPublished(row.published);
  return explainBoth(office, staff, {
    websiteId: row.website_id,
    email: row.email,
    url,
    account: accessOfRow(row),
    published: published === null ? null : accessOf(published),
    publishedEmail: published?.email ?? row.email,
    lastSignedInAt: row.last_signed_in_at,
  });
}
