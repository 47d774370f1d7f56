import { sql } from 'kysely';
import type { ApplicationData } from '../../contract/applications.ts';
import { findPerson } from '../../core/application-comparison.ts';
import { parseEmailAddress } from '../../core/email-address.ts';
import { newId } from '../../core/uuid.ts';
import { touchAccountsOfContact } from '../accounts/touch-accounts-of-contact.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { writeMatchKeys } from '../contacts/match-keys/write-match-keys.ts';
import { refreshSearchText } from '../contacts/refresh-search-text.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { line, personNameOf } from './applicant.ts';
import { readRegisterEntry } from './register-entry.ts';

/**
 * Takes the typed name over into the register: of the contact person who has the typed address or name, or as a new
 * contact person. A person who is known by the address keeps everything but the name.
 */
export async function overwritePerson(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  contactId: string,
  data: ApplicationData,
): Promise<void> {
  const { companyId, actor } = staff;
  const name = line(personNameOf(data), 200);
  if (name === '') return;
  const { persons } = await readRegisterEntry(trx, companyId, contactId);
  const known = findPerson(data, persons);
  if (known?.name === name) return;
  const id = known?.id ?? newId();
  if (known === undefined) {
    const email = parseEmailAddress(data.email)?.typed ?? '';
    await trx
      .insertInto('contact_person')
      .values({ company_id: companyId, id, contact_id: contactId, name, email })
      .execute();
  } else {
    await trx
      .updateTable('contact_person')
      .set({ name, version: sql<number>`version + 1` })
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .execute();
  }
  await refreshSearchText(trx, companyId, [contactId]);
  await writeMatchKeys(trx, companyId, [contactId]);
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: known === undefined ? 'person.added' : 'person.changed',
    subject: { kind: 'person', id, name },
    contactId,
    before: known === undefined ? null : { name: known.name },
    after: { name },
  });
  if (known !== undefined) {
    await touchAccountsOfContact(trx, office.clock, { companyId, contactIds: [contactId], actor });
  }
}
