import { sql } from 'kysely';
import type { z } from 'zod';
import type { ContactRow, contactSort } from '../../../contract/contacts.ts';
import type { OfficeDatabase } from '../../context.ts';
import { ContactOrder } from './contact-order.ts';
import {
  type ContactFilter,
  type ListedRow,
  listedColumns,
  MOST_COUNTED,
  type PageRequest,
  passesFilter,
  toContactRows,
  upToMost,
} from './listed-contact.ts';
import { searchContacts } from './search-contacts.ts';
import { searchedText } from './searched-words.ts';

export interface ContactListInput extends ContactFilter {
  readonly search?: string | undefined;
  readonly sort: z.infer<typeof contactSort>;
  readonly descending: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ContactPage {
  readonly items: ContactRow[];
  readonly next: string | null;
  /** How many there are in all, up to `MOST_COUNTED`; null beyond, and on later pages. */
  readonly total: number | null;
}

/**
 * A page of the contact register (R1): searched by name, number, e-mail, phone, town and persons, filtered and
 * sorted. `relevance` puts the number that was typed first, then names that begin with what was typed.
 * @throws AppError `invalid_input` for a cursor that is not of this list
 */
export async function listContacts(db: OfficeDatabase, input: ContactListInput): Promise<ContactPage> {
  const text = input.search === undefined ? null : searchedText(input.search);
  const order = new ContactOrder(input.sort === 'relevance' ? 'name' : input.sort, input.descending);
  const request: PageRequest = {
    filter: input,
    order,
    start: order.readStart(input.cursor),
    limit: input.limit + 1,
  };
  const { rows, total } =
    text === null
      ? await listAll(db, request)
      : await searchContacts(db, request, text, input.sort === 'relevance');
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: await toContactRows(db, input.companyId, shown),
    next: rows.length > input.limit && last !== undefined ? order.writeStart(last) : null,
    total,
  };
}

async function listAll(
  db: OfficeDatabase,
  { filter, order, start, limit }: PageRequest,
): Promise<{ rows: ListedRow[]; total: number | null }> {
  const { rows } = await sql<ListedRow>`
    SELECT ${listedColumns(order, sql<number>`0`)} FROM contact c
    WHERE ${passesFilter(filter)} AND ${order.after(start?.keys ?? null)}
    ORDER BY ${order.orderBy} LIMIT ${limit}`.execute(db);
  if (start !== null) return { rows, total: null };
  if (rows.length < limit) return { rows, total: rows.length };
  const counted = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (SELECT FROM contact c WHERE ${passesFilter(filter)} LIMIT ${MOST_COUNTED + 1}) few`.execute(
    db,
  );
  return { rows, total: upToMost(counted.rows[0]?.count ?? 0) };
}
