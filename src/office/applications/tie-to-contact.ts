import type { ApplicationData } from '../../contract/applications.ts';
import { findPerson } from '../../core/application-comparison.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { insertContact } from '../contacts/insert-contact.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { newContactOf, newPersonOf } from './applicant.ts';
import { readRegisterEntry } from './register-entry.ts';

/** The contact, and the person of it, that an account is given to. */
export interface Tie {
  readonly contactId: string;
  readonly personId: string | null;
}

/** Makes a contact of what an applicant typed (R11), with its contact person. */
export async function makeContact(
  trx: OfficeTransaction,
  companyId: string,
  data: ApplicationData,
  actor: Actor,
): Promise<Tie> {
  const contact = newContactOf(data);
  const person = newPersonOf(data);
  const { id, number } = await insertContact(trx, companyId, {
    contact,
    persons: person === null ? [] : [person],
  });
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: 'contact.created',
    subject: { kind: 'contact', id, name: contact.name },
    contactId: id,
    after: { ...contact, number },
  });
  await announce(trx, companyId, 'contacts');
  return tieTo(trx, companyId, id, data);
}

/** Ties to a contact as it is; the person is the one with the typed address or name, if the register has one. */
export async function tieTo(
  trx: OfficeTransaction,
  companyId: string,
  contactId: string,
  data: ApplicationData,
): Promise<Tie> {
  const { persons } = await readRegisterEntry(trx, companyId, contactId);
  return { contactId, personId: findPerson(data, persons)?.id ?? null };
}
