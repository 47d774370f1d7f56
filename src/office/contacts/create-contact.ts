import type { Contact, ContactInput } from '../../contract/contacts.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { getContact } from './get-contact.ts';
import { insertContact } from './insert-contact.ts';

/**
 * Creates a contact (R1).
 * @throws AppError `contact_number_taken`
 */
export async function createContact(office: Office, staff: Staff, contact: ContactInput): Promise<Contact> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    const { id, number } = await insertContact(trx, staff.companyId, { contact });
    await recordAuditEvent(trx, {
      companyId: staff.companyId,
      actor: staff.actor,
      action: 'contact.created',
      subject: { kind: 'contact', id, name: contact.name },
      contactId: id,
      after: { ...contact, number },
    });
    await announce(trx, staff.companyId, 'contacts');
    return getContact(trx, staff.companyId, id);
  });
}
