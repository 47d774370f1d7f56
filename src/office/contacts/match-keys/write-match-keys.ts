import { sql } from 'kysely';
import { blockingKeys, statisticKeys } from '../../../core/matching/keys.ts';
import type { MatchContact } from '../../../core/matching/types.ts';
import type { OfficeTransaction } from '../../context.ts';
import { hashKey } from './key-hash.ts';
import { readMatchContacts } from './read-match-contacts.ts';

/**
 * Writes anew the keys under which these contacts are found for an application and counted. Call it in the
 * transaction that changed them or their persons; ids of contacts that are gone are left out.
 */
export async function writeMatchKeys(
  trx: OfficeTransaction,
  companyId: string,
  contactIds: readonly string[],
): Promise<void> {
  await writeKeysOf(trx, companyId, await readMatchContacts(trx, companyId, [...new Set(contactIds)]));
}

/** Writes the keys of contacts that were read in this transaction. */
export async function writeKeysOf(
  trx: OfficeTransaction,
  companyId: string,
  contacts: readonly MatchContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  const ids = contacts.map((contact) => contact.id);
  const keys = contacts.map((contact) => `{${storedKeys(companyId, contact).join(',')}}`);
  await sql`
    INSERT INTO contact_match_key (company_id, contact_id, keys)
    SELECT ${companyId}::uuid, id, keys::bigint[] FROM unnest(${ids}::uuid[], ${keys}::text[]) AS made(id, keys)
    ON CONFLICT (company_id, contact_id) DO UPDATE SET keys = excluded.keys
    WHERE contact_match_key.keys <> excluded.keys`.execute(trx);
}

/** Blocking and statistic keys in one: both are counted, and nobody looks up by a statistic key. */
function storedKeys(companyId: string, contact: MatchContact): number[] {
  const keys = [...blockingKeys(contact), ...statisticKeys(contact)];
  return [...new Set(keys.map((key) => hashKey(companyId, key)))];
}
