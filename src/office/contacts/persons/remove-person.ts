import type { Contact } from '../../../contract/contacts.ts';
import { AppError } from '../../../core/errors.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Office, Staff } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { getContact } from '../get-contact.ts';
import { indexContacts } from '../index-contacts.ts';
import { lockPerson } from './lock-person.ts';

/**
 * Removes a contact person who never had access.
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
    const account = await trx
      .selectFrom('account')
      .select('id')
      .where('company_id', '=', companyId)
      .where('contact_id', '=', input.contactId)
      .where('person_id', '=', row.id)
      .limit(1)
      .executeTakeFirst();
    if (account !== undefined) throw new AppError('person_in_use', { name: row.name });
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
      subject: { kind: 'person', id: row.id, name: row.name },
      contactId: input.contactId,
      before: { name: row.name, email: row.email, phone: row.phone },
    });
    await announce(trx, companyId, 'contacts');
    return getContact(trx, companyId, input.contactId);
  });
}
