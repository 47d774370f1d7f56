import { accountIsUnpublished } from '../accounts/account-content.ts';
import type { OfficeDatabase } from '../context.ts';

/**
 * How many account changes wait for Update website, by website: the number in the navigation, on the website's screen
 * and in the plan are all this one (case 31). Websites without any are left out.
 */
export async function countUnpublished(
  db: OfficeDatabase,
  companyId: string,
  websiteId?: string,
): Promise<Map<string, number>> {
  let query = db
    .selectFrom('website')
    .innerJoin('account', (join) =>
      join
        .onRef('account.company_id', '=', 'website.company_id')
        .onRef('account.website_id', '=', 'website.id')
        .onRef('account.revision', '>', 'website.published_revision'),
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
    .select(({ fn }) => ['website.id', fn.countAll<number>().as('count')])
    .where('website.company_id', '=', companyId)
    .where('website.removed_at', 'is', null)
    .where(accountIsUnpublished)
    .groupBy('website.id');
  if (websiteId !== undefined) query = query.where('website.id', '=', websiteId);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.id, row.count]));
}
