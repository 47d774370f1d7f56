import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../core/clock.ts';
import type { Actor, OfficeTransaction } from '../context.ts';

/**
 * Gives accounts that are not ended the next revisions of their websites, without a decision about them: the next
 * publication tells of them again. Their versions stay, so that nobody's edit is refused for it. The caller has locked
 * the websites.
 * @returns how many
 */
export async function raiseAccounts(
  trx: OfficeTransaction,
  clock: Clock,
  input: {
    readonly companyId: string;
    readonly websiteIds: readonly string[];
    /** A condition on `account`. */
    readonly which: RawBuilder<unknown>;
    readonly actor: Actor;
  },
): Promise<number> {
  const { companyId, websiteIds, which, actor } = input;
  const { rows } = await sql<{ count: number }>`
    WITH numbered AS (
      SELECT account.id, account.website_id,
        website.revision + row_number() OVER (PARTITION BY account.website_id ORDER BY account.id) AS revision
      FROM account JOIN website ON website.company_id = account.company_id AND website.id = account.website_id
      WHERE account.company_id = ${companyId} AND account.website_id = ANY(${websiteIds}::uuid[])
        AND ${which} AND account.ended_at IS NULL
    ), changed AS (
      UPDATE account SET revision = numbered.revision FROM numbered
      WHERE account.company_id = ${companyId} AND account.id = numbered.id
      RETURNING account.*
    ), recorded AS (
      INSERT INTO account_change (company_id, website_id, revision, account_id, before, after, actor_kind, actor_name, at)
      SELECT company_id, website_id, revision, id, state, state, ${actor.kind}, ${actor.name}, ${clock.now()}::timestamptz
      FROM (SELECT *, jsonb_build_object('status', status, 'email', email, 'reason', reason,
        'validFrom', to_char(valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'validUntil', to_char(valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'contactId', contact_id, 'personId', person_id) AS state FROM changed) AS stated
    ), raised AS (
      UPDATE website SET revision = highest.revision
      FROM (SELECT website_id, max(revision) AS revision FROM numbered GROUP BY website_id) AS highest
      WHERE website.company_id = ${companyId} AND website.id = highest.website_id
    )
    SELECT count(*) AS count FROM numbered`.execute(trx);
  return rows[0]?.count ?? 0;
}
