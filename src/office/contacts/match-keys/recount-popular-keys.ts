import { sql } from 'kysely';
import { withTransaction } from '../../../database/transaction.ts';
import type { OfficeDatabase } from '../../context.ts';
import { POPULAR } from './counted-keys.ts';

/** In a register up to this size every key is looked at; in a larger one those of a part, by which popular ones show. */
const LOOKED_AT = 50_000;

/**
 * Counts the match keys that more than `popular` contacts of a company have. Which they are, a part of the register
 * tells; that one is missed costs time when it is asked for, not correctness (`CountedKeys`).
 * @returns how many there are
 */
export async function recountPopularKeys(
  db: OfficeDatabase,
  companyId: string,
  { popular = POPULAR }: { readonly popular?: number } = {},
): Promise<number> {
  return withTransaction({ kysely: db }, async (trx) => {
    await sql`SET LOCAL work_mem = '64MB'`.execute(trx);
    const { rows } = await sql<{ count: number }>`
      WITH part AS MATERIALIZED (
        SELECT keys FROM contact_match_key WHERE company_id = ${companyId} LIMIT ${LOOKED_AT}
      ), size AS (
        SELECT (SELECT count(*) FROM contact_match_key WHERE company_id = ${companyId}) AS whole, (SELECT count(*) FROM part) AS part
      ), likely AS MATERIALIZED (
        SELECT key FROM part, unnest(keys) AS key GROUP BY key
        HAVING count(*) > (SELECT ${popular}::float8 * part / greatest(whole, 1) / 2 FROM size)
      ), counted AS (
        SELECT key, count(*) AS count FROM contact_match_key, unnest(keys) AS key
        WHERE company_id = ${companyId} AND key IN (SELECT key FROM likely)
        GROUP BY key HAVING count(*) > ${popular}
      ), removed AS (
        DELETE FROM contact_match_count WHERE company_id = ${companyId} AND key NOT IN (SELECT key FROM counted)
      ), written AS (
        INSERT INTO contact_match_count (company_id, key, count, counted_at)
        SELECT ${companyId}::uuid, key, count, now() FROM counted
        ON CONFLICT (company_id, key) DO UPDATE SET count = excluded.count, counted_at = excluded.counted_at
      )
      SELECT count(*) AS count FROM counted`.execute(trx);
    return rows[0]?.count ?? 0;
  });
}
