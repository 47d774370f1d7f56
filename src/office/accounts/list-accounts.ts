import { sql } from 'kysely';
import { z } from 'zod';
import type { Account } from '../../contract/accounts.ts';
import type { AccountStatus } from '../../core/status.ts';
import type { Office, Staff } from '../context.ts';
import { readCursor, writeCursor } from '../keyset-cursor.ts';
import { accountIsUnpublished } from './account-content.ts';
import { accountMatches, accountsOf, selectAccounts, toAccount } from './account-query.ts';

export interface AccountFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly search?: string | undefined;
  readonly websiteId?: string | undefined;
  readonly status?: AccountStatus | undefined;
  readonly unpublished?: boolean | undefined;
}

/** The company's website accounts by the contact's name. The total is counted for the first page. */
export async function listAccounts(
  office: Office,
  staff: Staff,
  filter: AccountFilter,
): Promise<{ items: Account[]; next: string | null; total: number | null }> {
  const after = readCursor(filter.cursor, [z.string(), z.uuid()]);
  let page = selectAccounts(office.db, staff.companyId)
    .where(conditionOf(filter))
    .orderBy(sql`office.plain(contact.name)`)
    .orderBy('account.id')
    .limit(filter.limit + 1);
  if (after !== null) {
    page = page.where(
      sql<boolean>`(office.plain(contact.name), account.id) > (${after[0]}, ${after[1]}::uuid)`,
    );
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toAccount),
    next: rows.length > filter.limit && last !== undefined ? writeCursor([last.sort_name, last.id]) : null,
    total: after === null ? await countAccounts(office, staff, filter) : null,
  };
}

async function countAccounts(office: Office, staff: Staff, filter: AccountFilter): Promise<number> {
  const row = await accountsOf(office.db, staff.companyId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(conditionOf(filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

function conditionOf(filter: AccountFilter) {
  const conditions = [sql<boolean>`true`];
  if (filter.websiteId !== undefined) conditions.push(sql`account.website_id = ${filter.websiteId}`);
  if (filter.status !== undefined) {
    conditions.push(sql`account.status = ${filter.status} AND account.ended_at IS NULL`);
  }
  if (filter.unpublished !== undefined) {
    conditions.push(filter.unpublished ? accountIsUnpublished : sql`NOT ${accountIsUnpublished}`);
  }
  if (filter.search) conditions.push(accountMatches(filter.search));
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

/** All access of one contact, by website (R2). */
export async function accountsOfContact(office: Office, staff: Staff, contactId: string): Promise<Account[]> {
  const rows = await selectAccounts(office.db, staff.companyId)
    .where('account.contact_id', '=', contactId)
    .orderBy('website.name')
    .orderBy('account.email')
    .execute();
  return rows.map(toAccount);
}
