import { sql } from 'kysely';
import { z } from 'zod';
import { type AccountState, accountState } from '../accounts/account-state.ts';
import type { OfficeTransaction } from '../context.ts';

/** A decision about an account; the other changes only carry new claims of its contact. */
const isDecision = sql`change.before IS DISTINCT FROM change.after`;

const changedSince = sql`EXISTS (
  SELECT FROM account_change AS later
  WHERE later.company_id = change.company_id AND later.account_id = change.account_id
    AND later.website_id = change.website_id AND later.revision > publication.to_revision
    AND later.before IS DISTINCT FROM later.after)`;

/**
 * Whether rolling back would change anything: done, no snapshot, not rolled back before, and at least one account that
 * it changed was not changed again since. For a query on `publication`.
 */
export const canRollBack = sql<boolean>`(publication.state = 'done' AND publication.mode <> 'snapshot'
  AND NOT EXISTS (SELECT FROM publication AS undo WHERE undo.company_id = publication.company_id
    AND undo.rolls_back = publication.id AND undo.state <> 'failed')
  AND EXISTS (SELECT FROM account_change AS change WHERE change.company_id = publication.company_id
    AND change.website_id = publication.website_id AND change.revision > publication.from_revision
    AND change.revision <= publication.to_revision AND ${isDecision} AND NOT ${changedSince}))`;

const target = z.object({ accountId: z.uuid(), before: accountState.nullable() });

/**
 * The accounts that a publication changed and nobody changed since, with their state before it, by id from `afterId`
 * on. A newer decision stands (case 33).
 */
export async function readRollBackTargets(
  trx: OfficeTransaction,
  companyId: string,
  publicationId: string,
  afterId: string | null,
  limit: number,
): Promise<{ accountId: string; before: AccountState | null }[]> {
  const { rows } = await sql<unknown>`
    SELECT DISTINCT ON (change.account_id) change.account_id AS "accountId", change.before
    FROM publication JOIN account_change AS change ON change.company_id = publication.company_id
      AND change.website_id = publication.website_id AND change.revision > publication.from_revision
      AND change.revision <= publication.to_revision
    WHERE publication.company_id = ${companyId} AND publication.id = ${publicationId}
      AND (${afterId}::uuid IS NULL OR change.account_id > ${afterId}::uuid)
      AND ${isDecision} AND NOT ${changedSince}
    ORDER BY change.account_id, change.revision
    LIMIT ${limit}`.execute(trx);
  return z.array(target).parse(rows);
}
