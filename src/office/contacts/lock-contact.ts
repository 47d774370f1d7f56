import type { Selectable } from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { ContactTable } from '../../database/office-tables.ts';
import type { OfficeTransaction, Staff } from '../context.ts';
import { staleRevision } from '../stale-revision.ts';

/**
 * Locks a contact for a change.
 * @throws AppError `not_found`
 */
export async function lockContact(
  trx: OfficeTransaction,
  companyId: string,
  contactId: string,
): Promise<Selectable<ContactTable>> {
  const row = await trx
    .selectFrom('contact')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/**
 * Locks a contact for a change that staff based on `version`.
 * @throws AppError `not_found`, or `stale_revision` with who changed it since and when (case 33)
 */
export async function lockContactAt(
  trx: OfficeTransaction,
  staff: Staff,
  contactId: string,
  version: number,
): Promise<Selectable<ContactTable>> {
  const row = await lockContact(trx, staff.companyId, contactId);
  if (row.version !== version) throw await staleRevision(trx, staff, contactId);
  return row;
}
