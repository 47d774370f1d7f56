import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { type ContactRow, contactRow, type contactType } from '../../../contract/contacts.ts';
import type { OfficeDatabase } from '../../context.ts';
import type { ContactOrder, PageStart, SortKeys } from './contact-order.ts';

/** What narrows a list of contacts down, beside a search. */
export interface ContactFilter {
  readonly companyId: string;
  readonly type?: z.infer<typeof contactType> | undefined;
  readonly active: 'active' | 'inactive' | 'all';
  /** Only contacts with access to this website. */
  readonly websiteId?: string | undefined;
}

/** What is fetched of a list at once. */
export interface PageRequest {
  readonly filter: ContactFilter;
  readonly order: ContactOrder;
  readonly start: PageStart | null;
  /** One more than a page shows, to know whether there is another. */
  readonly limit: number;
}

/** A list longer than this says only that it is long. */
export const MOST_COUNTED = 10_000;

/** A count as far as it is told. */
export function upToMost(count: number): number | null {
  return count > MOST_COUNTED ? null : count;
}

/** A row of a list as the database gives it. */
export interface ListedRow extends Omit<ContactRow, 'accounts'> {
  readonly rank: number;
  readonly keys: SortKeys;
}

/** True for contacts of the list; the query names the table `c`. */
export function passesFilter(filter: ContactFilter): RawBuilder<boolean> {
  const { companyId, type, active, websiteId } = filter;
  const conditions = [sql`c.company_id = ${companyId}`];
  if (active !== 'all') conditions.push(sql`c.active = ${active === 'active'}`);
  if (type !== undefined) conditions.push(sql`${type} = ANY(c.types)`);
  if (websiteId !== undefined) {
    conditions.push(sql`EXISTS (SELECT FROM account a WHERE a.company_id = ${companyId} AND a.contact_id = c.id
      AND a.website_id = ${websiteId} AND a.ended_at IS NULL)`);
  }
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

/** The columns of a `ListedRow`. */
export function listedColumns(order: ContactOrder, rank: RawBuilder<number>): RawBuilder<unknown> {
  return sql`c.id, c.number, c.name, c.town, c.email, c.phone, c.types, c.price_group AS "priceGroup", c.active,
    ${rank} AS rank, ${order.keys} AS keys`;
}

/** Rows as the contract has them, each with its access, fetched for all of them at once. */
export async function toContactRows(
  db: OfficeDatabase,
  companyId: string,
  rows: readonly ListedRow[],
): Promise<ContactRow[]> {
  if (rows.length === 0) return [];
  const accounts = await db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .select(['account.contact_id', 'website.name as website', 'account.status'])
    .where('account.company_id', '=', companyId)
    .where(
      'account.contact_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('account.ended_at', 'is', null)
    .where('website.removed_at', 'is', null)
    .orderBy('website.name')
    .orderBy('account.created_at')
    .execute();
  return rows.map((row) =>
    contactRow.parse({
      ...row,
      accounts: accounts.filter((account) => account.contact_id === row.id),
    }),
  );
}
