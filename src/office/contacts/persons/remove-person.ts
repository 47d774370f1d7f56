import type { Contact } from '../../../contract/contacts.ts';
import { erasedMark } from '../../../core/erased.ts';
import { AppError } from '../../../core/errors.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Office, Staff } from '../../context.ts';
import { erasePerson, isInUse } from '../../erasing/erase-from-register.ts';
import { announce } from '../../live/announce.ts';
import { getContact } from '../get-contact.ts';
import { indexContacts } from '../index-contacts.ts';
import { lockPerson } from './lock-person.ts';

/**
 * Removes a contact person who has no access (any more), and erases the person from all that the office keeps (case 37).
 * @throws AppError `not_found`, `person_in_use` (make the person inactive instead)
 */
export async function removePerson(
  office: Office,
  staff: Staff,
  input: { readonly contactId: string; readonly personId: string },
): Promise<Contact> {
  const { companyId, actor } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    const row = await lockPerson(trx, companyId, input);
    if (await isInUse(trx, companyId, { personId: row.id })) {
      throw new AppError('person_in_use', { name: row.name });
    }
    await erasePerson(trx, office.clock.now(), row);
    await trx
      .deleteFrom('contact_person')
      .where('company_id', '=', companyId)
      .where('id', '=', row.id)
      .execute();
    await indexContacts(trx, companyId, [input.contactId]);
    await recordAuditEvent(trx, {
      companyId,
      actor,
      action: 'person.removed',
      subject: { kind: 'person', id: row.id, name: erasedMark },
      contactId: input.contactId,
    });
    await announce(trx, companyId, 'contacts');
    return getContact(trx, companyId, input.contactId);
  });
}
