import { sql } from 'kysely';
import type { GateDatabase } from '../../context.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';

/**
 * The name of a website that demands a second factor of this person: the one the person is on, or another of the company
 * on which the address has an account. Null where none does.
 */
export async function findDemand(
  db: GateDatabase,
  website: PublishedWebsite,
  emailCanonical: string,
): Promise<string | null> {
  if (website.settings.signIn.secondFactor === 'required') return website.settings.name;
  const row = await db
    .selectFrom('website')
    .innerJoin('account', 'account.website_id', 'website.id')
    .select(sql<string>`website.settings ->> 'name'`.as('name'))
    .where('website.company_id', '=', website.companyId)
    .where('account.email_canonical', '=', emailCanonical)
    .where('account.status', 'in', ['pending', 'approved'])
    .where(sql<boolean>`website.settings #>> '{signIn,secondFactor}' = 'required'`)
    .where(sql<boolean>`website.settings ->> 'removed' IS DISTINCT FROM 'true'`)
    .limit(1)
    .executeTakeFirst();
  return row?.name ?? null;
}
