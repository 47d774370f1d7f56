import { erasedMark } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { eraseContact, isInUse } from '../erasing/erase-from-register.ts';
import { announce } from '../live/announce.ts';
import { lockContactAt } from './lock-contact.ts';

/**
 * Deletes a contact that is not in use, and erases it: what is left is that it was there, under its customer number, and
 * what staff did (case 37). In use is who has access, or has an end of it or an application that still waits.
 * @throws AppError `not_found`, `stale_revision`, `contact_in_use` (R1: make it inactive instead)
 */
export async function removeContact(
  office: Office,
  staff: Staff,
  input: { contactId: string; version: number },
): Promise<void> {
  const { companyId, actor } = staff;
  await withTransaction({ kysely: office.db }, async (trx) => {
    const row = await lockContactAt(trx, staff, input.contactId, input.version);
    if (await isInUse(trx, companyId, { contactId: row.id })) {
      throw new AppError('contact_in_use', { name: row.name });
    }
    await eraseContact(trx, office.clock.now(), row);
    await trx.deleteFrom('contact').where('company_id', '=', companyId).where('id', '=', row.id).execute();
    await recordAuditEvent(trx, {
      companyId,
      actor,
      action: 'contact.deleted',
      subject: { kind: 'contact', id: row.id, name: `${erasedMark} · ${row.number}` },
      contactId: row.id,
    });
    await announce(trx, companyId, 'contacts');
  });
}
