import type { Contact } from '../../../contract/contacts.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { touchAccountsOfContact } from '../../accounts/touch-accounts-of-contact.ts';
import { changedValues, recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Office, Staff } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { staleRevision } from '../../stale-revision.ts';
import { getContact } from '../get-contact.ts';
import { indexContacts } from '../index-contacts.ts';
import type { PersonInput } from './add-person.ts';
import { lockPerson } from './lock-person.ts';

/**
 * Changes a contact person. Another name goes to the gates with the contact's accounts, as websites are told it.
 * @throws AppError `not_found`, `stale_revision`
 */
export async function updatePerson(
  office: Office,
  staff: Staff,
  input: {
    readonly contactId: string;
    readonly personId: string;
    readonly person: PersonInput;
    readonly active: boolean;
    readonly version: number;
  },
): Promise<Contact> {
  const { companyId, actor } = staff;
  const { contactId, personId, person, active } = input;
  return withTransaction({ kysely: office.db }, async (trx) => {
    const row = await lockPerson(trx, companyId, input);
    if (row.version !== input.version) throw await staleRevision(trx, staff, personId);
    const before = { name: row.name, email: row.email, phone: row.phone, active: row.active };
    const changed = changedValues(before, { ...person, active });
    if (changed !== null) {
      await trx
        .updateTable('contact_person')
        .set({ ...person, active, version: row.version + 1 })
        .where('company_id', '=', companyId)
        .where('id', '=', personId)
        .execute();
      await indexContacts(trx, companyId, [contactId]);
      await recordAuditEvent(trx, {
        companyId,
        actor,
        action: 'person.changed',
        subject: { kind: 'person', id: personId, name: person.name },
        contactId,
        ...changed,
      });
      if (person.name !== row.name) {
        await touchAccountsOfContact(trx, office.clock, { companyId, contactIds: [contactId], actor });
      }
      await announce(trx, companyId, 'contacts');
    }
    return getContact(trx, companyId, contactId);
  });
}
