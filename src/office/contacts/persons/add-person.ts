import type { z } from 'zod';
import type { Contact, contactPersonInput } from '../../../contract/contacts.ts';
import { newId } from '../../../core/uuid.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Office, Staff } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { getContact } from '../get-contact.ts';
import { indexContacts } from '../index-contacts.ts';
import { lockContact } from '../lock-contact.ts';

export type PersonInput = z.infer<typeof contactPersonInput>;

/**
 * Adds a contact person (R1).
 * @throws AppError `not_found`
 */
export async function addPerson(
  office: Office,
  staff: Staff,
  input: { readonly contactId: string; readonly person: PersonInput },
): Promise<Contact> {
  const { companyId, actor } = staff;
  const { contactId, person } = input;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await lockContact(trx, companyId, contactId);
    const id = newId();
    await trx
      .insertInto('contact_person')
      .values({ company_id: companyId, id, contact_id: contactId, ...person, created_at: office.clock.now() })
      .execute();
    await indexContacts(trx, companyId, [contactId]);
    await recordAuditEvent(trx, {
      companyId,
      actor,
      action: 'person.added',
      subject: { kind: 'person', id, name: person.name },
      contactId,
      after: person,
    });
    await announce(trx, companyId, 'contacts');
    return getContact(trx, companyId, contactId);
  });
}
