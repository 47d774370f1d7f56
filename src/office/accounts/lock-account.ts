import type { Selectable } from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { AccountTable } from '../../database/office-tables.ts';
import type { OfficeTransaction, Staff } from '../context.ts';
import { staleRevision } from '../stale-revision.ts';
import { type LockedWebsite, lockContactOfAccount, lockWebsite } from './lock-website.ts';

export interface LockedAccount {
  readonly website: LockedWebsite;
  readonly row: Selectable<AccountTable>;
}

/**
 * Locks an account for a change that was based on `version`: its contact, its website, then itself.
 * @throws AppError `not_found`, or `stale_revision` naming who and when (case 33)
 */
export async function lockAccount(
  trx: OfficeTransaction,
  staff: Staff,
  accountId: string,
  version: number,
): Promise<LockedAccount> {
  const { companyId } = staff;
  const known = await trx
    .selectFrom('account')
    .select(['website_id', 'contact_id'])
    .where('company_id', '=', companyId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (known === undefined) throw new AppError('not_found');
  if (known.contact_id !== null) await lockContactOfAccount(trx, companyId, known.contact_id);
  const website = await lockWebsite(trx, companyId, known.website_id);
  const row = await trx
    .selectFrom('account')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  if (row.version !== version || row.contact_id !== known.contact_id) {
    throw await staleRevision(trx, staff, accountId);
  }
  return { website, row };
}

/**
 * Whether the gate may know of an account. One that never went there, not even in a publication of which the outcome
 * is unknown, simply goes when it is removed.
 */
export async function mayBeAtGate(trx: OfficeTransaction, { website, row }: LockedAccount): Promise<boolean> {
  if (row.published !== null) return true;
  const attempted = await trx
    .selectFrom('account_change')
    .select('revision')
    .where('company_id', '=', website.companyId)
    .where('account_id', '=', row.id)
    .where('revision', '<=', website.attemptedRevision)
    .limit(1)
    .executeTakeFirst();
  return attempted !== undefined;
}
