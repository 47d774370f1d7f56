import { sql } from 'kysely';
import { z } from 'zod';
import type { AccountStatus } from '../../core/status.ts';
import type { Office, Staff } from '../context.ts';
import { readCursor, writeCursor } from '../keyset-cursor.ts';
import { accountMatches, accountsOf, selectAccounts, toAccount } from './account-query.ts';

export interface MatrixRow {
  readonly contact: { id: string; number: string; name: string; active: boolean };
  readonly cells: {
    websiteId: string;
    accountId: string;
    email: string;
    status: AccountStatus;
    unpublished: boolean;
    version: number;
  }[];
}

/** Contact × website: a row for each contact that has any access, by name; access that is ending is left out. */
export async function readAccountMatrix(
  office: Office,
  staff: Staff,
  input: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly search?: string | undefined;
  },
): Promise<{ items: MatrixRow[]; next: string | null; total: number | null }> {
  const { companyId } = staff;
  const after = readCursor(input.cursor, [z.string(), z.uuid()]);
  const matching = accountsOf(office.db, companyId)
    .where('account.ended_at', 'is', null)
    .where(input.search ? accountMatches(input.search) : sql<boolean>`true`);
  let page = matching
    .select(['contact.id', 'contact.number', 'contact.name', 'contact.active'])
    .select(sql<string>`office.plain(contact.name)`.as('sort_name'))
    .groupBy(['contact.company_id', 'contact.id'])
    .orderBy('sort_name')
    .orderBy('contact.id')
    .limit(input.limit + 1);
  if (after !== null) {
    page = page.where(
      sql<boolean>`(office.plain(contact.name), contact.id) > (${after[0]}, ${after[1]}::uuid)`,
    );
  }
  const contacts = await page.execute();
  const shown = contacts.slice(0, input.limit);
  const rows =
    shown.length === 0
      ? []
      : await selectAccounts(office.db, companyId)
          .where('account.ended_at', 'is', null)
          .where(
            'account.contact_id',
            'in',
            shown.map((contact) => contact.id),
          )
          .orderBy('website.name')
          .orderBy('account.email')
          .execute();
  const accounts = Map.groupBy(rows.map(toAccount), (account) => account.contact.id);
  const last = shown.at(-1);
  const total =
    after === null
      ? await matching
          .select(({ fn }) => fn.count<number>('contact.id').distinct().as('count'))
          .executeTakeFirstOrThrow()
      : null;
  return {
    items: shown.map(({ id, number, name, active }) => ({
      contact: { id, number, name, active },
      cells: (accounts.get(id) ?? []).map((account) => ({
        websiteId: account.website.id,
        accountId: account.id,
        email: account.email,
        status: account.status,
        unpublished: account.unpublished,
        version: account.version,
      })),
    })),
    next: contacts.length > input.limit && last !== undefined ? writeCursor([last.sort_name, last.id]) : null,
    total: total?.count ?? null,
  };
}
