import { sql } from 'kysely';
import type { OfficeDatabase, OfficeTransaction } from '../context.ts';
import type { Traces } from './erase-traces.ts';

/** Days for which a gate may still tell of somebody who was erased, without naming the account. */
const rememberedDays = 90;

/**
 * Remembers, as hashes, which addresses were erased on which websites: a gate may tell late of what happened before,
 * such as failed sign-ins of the last minute, with the address and without the account.
 */
export async function rememberAddresses(trx: OfficeTransaction, at: Date, traces: Traces): Promise<void> {
  const { companyId, websiteIds, addresses } = traces;
  await sql`
    INSERT INTO erased_address (company_id, website_id, hash, erased_at)
    SELECT ${companyId}::uuid, website_id, office.address_hash(website_id, address), ${at}::timestamptz
    FROM unnest(${[...websiteIds]}::uuid[]) AS website_id, unnest(${[...addresses]}::text[]) AS address
    WHERE office.address_hash(website_id, address) IS NOT NULL
    ON CONFLICT (company_id, website_id, hash) DO UPDATE SET erased_at = excluded.erased_at`.execute(trx);
}

/** Whoever registers again is known anew: what is told of the address from now on is told by name. */
export async function forgetAddress(
  trx: OfficeTransaction,
  of: { readonly companyId: string; readonly websiteId: string; readonly addresses: readonly string[] },
): Promise<void> {
  await sql`
    DELETE FROM erased_address WHERE company_id = ${of.companyId} AND website_id = ${of.websiteId}
      AND hash IN (SELECT office.address_hash(${of.websiteId}::uuid, address)
        FROM unnest(${[...of.addresses]}::text[]) AS address)`.execute(trx);
}

/** Whether an event is of an account that was erased, or of an address from before it was erased. */
export async function isOfErased(
  db: OfficeDatabase,
  event: {
    readonly companyId: string;
    readonly websiteId: string;
    readonly accountId: string | null;
    readonly address: string;
    readonly at: string;
  },
): Promise<boolean> {
  const { companyId, websiteId, accountId, address, at } = event;
  const { rows } = await sql<{ erased: boolean }>`
    SELECT EXISTS (SELECT FROM account WHERE company_id = ${companyId} AND id = ${accountId}
        AND erased_at IS NOT NULL)
      OR EXISTS (SELECT FROM erased_address WHERE company_id = ${companyId} AND website_id = ${websiteId}
        AND hash = office.address_hash(${websiteId}::uuid, ${address}) AND erased_at >= ${at}::timestamptz)
      AS erased`.execute(db);
  return rows[0]?.erased === true;
}

/** Forgets addresses of long ago, unless their gate was not heard of since. */
export async function forgetOldAddresses(db: OfficeDatabase, now: Date): Promise<void> {
  await sql`
    DELETE FROM erased_address USING website, gate
    WHERE website.company_id = erased_address.company_id AND website.id = erased_address.website_id
      AND gate.id = website.gate_id AND gate.last_seen_at > erased_address.erased_at + interval '1 day'
      AND erased_address.erased_at < ${now}::timestamptz - make_interval(days => ${rememberedDays}::int)`.execute(
    db,
  );
}
