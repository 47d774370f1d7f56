import { sql } from 'kysely';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { OfficeDatabase, OfficeTransaction } from '../context.ts';
import { readMatchContacts } from './match-keys/read-match-contacts.ts';
import { recountPopularKeys } from './match-keys/recount-popular-keys.ts';
import { writeKeysOf } from './match-keys/write-match-keys.ts';
import { writeSearchText } from './refresh-search-text.ts';

/** Contacts that are indexed in one transaction. */
const BATCH = 400;

/** Writes what these contacts are found by: search words and match keys. Call it with each change of them. */
export async function indexContacts(
  trx: OfficeTransaction,
  companyId: string,
  contactIds: readonly string[],
): Promise<void> {
  const contacts = await readMatchContacts(trx, companyId, [...new Set(contactIds)]);
  await writeSearchText(trx, companyId, contacts);
  await writeKeysOf(trx, companyId, contacts);
}

/** How long to wait for another process that indexes the last ones. */
const PAUSE_MS = 100;

/**
 * Indexes the contacts that imports have left to be indexed, until none is left; then counts anew what is popular.
 * Any number of processes may do so at once. What is found in between is found right, what is missing is missing.
 */
export async function indexAllContacts(
  db: OfficeDatabase,
  companyId: string,
  signal: AbortSignal,
): Promise<void> {
  let indexed = 0;
  for (;;) {
    signal.throwIfAborted();
    const count = await indexSomeContacts(db, companyId);
    indexed += count;
    if (count > 0) continue;
    if (!(await hasUnindexed(db, companyId))) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  if (indexed > 0) await recountPopularKeys(db, companyId);
}

/**
 * Indexes some of these contacts.
 * @returns how many; 0 when nothing is left for this process
 */
async function indexSomeContacts(db: OfficeDatabase, companyId: string): Promise<number> {
  return withTransaction({ kysely: db }, async (trx) => {
    const rows = await trx
      .selectFrom('contact_unindexed')
      .select('contact_id')
      .where('company_id', '=', companyId)
      .orderBy('contact_id')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map((row) => row.contact_id);
    await trx
      .deleteFrom('contact_unindexed')
      .where('company_id', '=', companyId)
      .where('contact_id', '=', sql<string>`ANY(${ids}::uuid[])`)
      .execute();
    await indexContacts(trx, companyId, ids);
    return ids.length;
  });
}

/** Whether contacts wait for being indexed. */
export async function hasUnindexed(db: OfficeDatabase, companyId: string): Promise<boolean> {
  const one = await db
    .selectFrom('contact_unindexed')
    .select('contact_id')
    .where('company_id', '=', companyId)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/**
 * Refuses to judge whether a contact exists while contacts of an import can't be found yet: an application would
 * come out as new that is not.
 * @throws AppError `contacts_being_indexed`
 */
export async function requireIndexed(db: OfficeDatabase, companyId: string): Promise<void> {
  if (await hasUnindexed(db, companyId)) throw new AppError('contacts_being_indexed');
}
