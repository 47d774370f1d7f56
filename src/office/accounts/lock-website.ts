import { AppError } from '../../core/errors.ts';
import type { OfficeTransaction } from '../context.ts';

/** A website whose row this transaction holds; its account revisions rise under this lock only. */
export interface LockedWebsite {
  readonly companyId: string;
  readonly id: string;
  readonly gateId: string;
  readonly name: string;
  readonly policy: string;
  readonly linkMode: string;
  readonly language: string;
  readonly revision: number;
  readonly publishedRevision: number;
  readonly attemptedRevision: number;
}

/**
 * Locks a website for changing its accounts. Lock contacts before websites, and several websites in the order of
 * their ids, so that nobody waits for each other.
 * @throws AppError `not_found`, also for a website that was removed
 */
export async function lockWebsite(
  trx: OfficeTransaction,
  companyId: string,
  websiteId: string,
): Promise<LockedWebsite> {
  const row = await trx
    .selectFrom('website')
    .select([
      'id',
      'gate_id',
      'name',
      'policy',
      'link_mode',
      'language',
      'revision',
      'published_revision',
      'attempted_revision',
    ])
    .where('company_id', '=', companyId)
    .where('id', '=', websiteId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return {
    companyId,
    id: row.id,
    gateId: row.gate_id,
    name: row.name,
    policy: row.policy,
    linkMode: row.link_mode,
    language: row.language,
    revision: row.revision,
    publishedRevision: row.published_revision,
    attemptedRevision: row.attempted_revision,
  };
}

/**
 * Locks the contact that an account is tied to, so that it can't be made inactive unseen between our reading of it
 * and our commit (I1).
 * @throws AppError `not_found`
 */
export async function lockContactOfAccount(
  trx: OfficeTransaction,
  companyId: string,
  contactId: string,
): Promise<{ id: string; name: string; number: string; active: boolean; language: string }> {
  const row = await trx
    .selectFrom('contact')
    .select(['id', 'name', 'number', 'active', 'language'])
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .forShare()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row;
}
