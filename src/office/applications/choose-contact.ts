import type { ContactInput } from '../../contract/contacts.ts';
import { AppError } from '../../core/errors.ts';
import { inputOf } from '../contacts/contact-values.ts';
import { lockContact } from '../contacts/lock-contact.ts';
import { writeContact } from '../contacts/update-contact.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { newContactOf } from './applicant.ts';
import type { ApplicationRecord } from './application-row.ts';
import type { DecisionInput } from './decision-input.ts';
import { overwritePerson } from './overwrite-person.ts';
import { makeContact, type Tie, tieTo } from './tie-to-contact.ts';

export interface ChosenContact {
  /** Null where somebody is declined without a contact. */
  readonly tie: Tie | null;
  /** Whether the contact was made now. */
  readonly made: boolean;
}

/** Fields of an application that are fields of the contact, and what they are called there. */
const contactFields = {
  companyName: 'name',
  email: 'email',
  phone: 'phone',
  street: 'street',
  postcode: 'postcode',
  town: 'town',
  country: 'country',
  registrationNo: 'registrationNo',
  vatNo: 'vatNo',
  language: 'language',
} as const satisfies Partial<Record<DecisionInput['overwrite'][number], keyof ContactInput>>;

/**
 * The contact of an application as staff chose it: an existing one, of which only the chosen fields are overwritten
 * (R11), or a new one. Locks contacts before anything locks a website.
 * @throws AppError `application_contact_missing`, `not_found`
 */
export async function chooseContact(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  decision: DecisionInput,
): Promise<ChosenContact> {
  const { data } = application;
  const made = application.decision?.madeContactId ?? null;
  if (decision.contact?.kind === 'new' && application.kind === 'registration') {
    if (made === null) return { tie: await makeContact(trx, staff.companyId, data, staff.actor), made: true };
  }
  const contactId =
    decision.contact?.kind === 'existing'
      ? decision.contact.contactId
      : decision.contact?.kind === 'new'
        ? made
        : application.contact_id;
  if (contactId === null) {
    if (decision.decision === 'decline') return { tie: null, made: false };
    throw new AppError('application_contact_missing', {}, { field: 'decision.contact' });
  }
  const row = await lockContact(trx, staff.companyId, contactId);
  if (decision.decision !== 'decline' && decision.overwrite.length > 0) {
    const typed = newContactOf(data);
    const contact: ContactInput = { ...inputOf(row) };
    const next: ContactInput = { ...contact };
    for (const [field, column] of Object.entries(contactFields) as [
      keyof typeof contactFields,
      keyof ContactInput,
    ][]) {
      // pairs of the record above; what was left empty overwrites nothing
      if (!decision.overwrite.includes(field) || data[field].trim() === '') continue;
      Object.assign(next, { [column]: typed[column] });
    }
    await writeContact(trx, office, {
      companyId: staff.companyId,
      actor: staff.actor,
      contactId,
      contact: next,
    });
    if (decision.overwrite.includes('firstName') || decision.overwrite.includes('lastName')) {
      await overwritePerson(office, trx, staff, contactId, data);
    }
  }
  return { tie: await tieTo(trx, staff.companyId, contactId, data), made: false };
}
