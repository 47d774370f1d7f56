import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { inputOf } from './contact-values.ts';
import { lockContactAt } from './lock-contact.ts';

/**
 * Deletes a contact that never had access and that no application refers to.
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
    const account = await trx
      .selectFrom('account')
      .select('id')
      .where('company_id', '=', companyId)
      .where('contact_id', '=', row.id)
      .executeTakeFirst();
    const application = await trx
      .selectFrom('application')
      .select('id')
      .where('company_id', '=', companyId)
      .where('contact_id', '=', row.id)
      .executeTakeFirst();
    if (account !== undefined || application !== undefined)
      throw new AppError('contact_in_use', { name: row.name });
    await trx.deleteFrom('contact').where('company_id', '=', companyId).where('id', '=', row.id).execute();
    await recordAuditEvent(trx, {
      companyId,
      actor,
      action: 'contact.deleted',
      subject: { kind: 'contact', id: row.id, name: row.name },
      contactId: row.id,
      before: inputOf(row),
    });
    await announce(trx, companyId, 'contacts');
  });
}
