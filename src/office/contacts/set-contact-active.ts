import type { Contact } from '../../contract/contacts.ts';
import { withTransaction } from '../../database/transaction.ts';
import { touchAccountsOfContact } from '../accounts/touch-accounts-of-contact.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { getContact } from './get-contact.ts';
import { lockContactAt } from './lock-contact.ts';

/**
 * Makes a contact active or inactive (R1). The access of an inactive contact closes with the next publication;
 * its accounts stay, so that nothing is orphaned and it can be undone (case 7).
 * @throws AppError `not_found`, `stale_revision`
 */
export async function setContactActive(
  office: Office,
  staff: Staff,
  input: { contactId: string; active: boolean; version: number },
): Promise<Contact> {
  const { companyId, actor } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    const row = await lockContactAt(trx, staff, input.contactId, input.version);
    if (row.active !== input.active) {
      await trx
        .updateTable('contact')
        .set({ active: input.active, version: row.version + 1, updated_at: office.clock.now() })
        .where('company_id', '=', companyId)
        .where('id', '=', row.id)
        .execute();
      await recordAuditEvent(trx, {
        companyId,
        actor,
        action: input.active ? 'contact.made_active' : 'contact.made_inactive',
        subject: { kind: 'contact', id: row.id, name: row.name },
        contactId: row.id,
        before: { active: row.active },
        after: { active: input.active },
      });
      await touchAccountsOfContact(trx, office.clock, { companyId, contactIds: [row.id], actor });
      await announce(trx, companyId, 'contacts');
    }
    return getContact(trx, companyId, row.id);
  });
}
