import type { Contact, ContactInput } from '../../contract/contacts.ts';
import { AppError } from '../../core/errors.ts';
import { codeOf } from '../../database/connection-errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { touchAccountsOfContact } from '../accounts/touch-accounts-of-contact.ts';
import { changedValues, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, Office, OfficeTransaction, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { columnsOf, inputOf } from './contact-values.ts';
import { getContact } from './get-contact.ts';
import { indexContacts } from './index-contacts.ts';
import { numberTaken } from './insert-contact.ts';
import { lockContact, lockContactAt } from './lock-contact.ts';
import { takeNextNumber } from './take-numbers.ts';

const UNIQUE_VIOLATION = '23505';

/** What a website is told of a contact (R15); a change of it is published with the contact's accounts. */
const claims = ['number', 'name', 'types', 'priceGroup', 'language'] as const;

/**
 * Changes a contact (R1); claims that changed wait for publication with each of its accounts.
 * @throws AppError `not_found`, `stale_revision`, `contact_number_taken`
 */
export async function updateContact(
  office: Office,
  staff: Staff,
  input: { contactId: string; contact: ContactInput; version: number },
): Promise<Contact> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    await lockContactAt(trx, staff, input.contactId, input.version);
    await writeContact(trx, office, { companyId: staff.companyId, actor: staff.actor, ...input });
    return getContact(trx, staff.companyId, input.contactId);
  });
}

/**
 * Writes changed values of a contact whose row the caller has locked, with all that follows from them.
 * @returns whether anything changed
 * @throws AppError `contact_number_taken`
 */
export async function writeContact(
  trx: OfficeTransaction,
  office: Pick<Office, 'clock'>,
  input: { companyId: string; actor: Actor; contactId: string; contact: ContactInput },
): Promise<boolean> {
  const { companyId, contactId, actor } = input;
  const row = await lockContact(trx, companyId, contactId);
  const number = input.contact.number === '' ? await takeNextNumber(trx, companyId) : input.contact.number;
  const next = { ...input.contact, number };
  const changed = changedValues(inputOf(row), next);
  if (changed === null) return false;
  if (number !== row.number) await refuseTakenNumber(trx, companyId, number);
  await trx
    .updateTable('contact')
    .set({ ...columnsOf(next), number, version: row.version + 1, updated_at: office.clock.now() })
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .execute()
    .catch((error: unknown) => {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
      // Somebody took it between our look and our write.
      throw new AppError(
        'contact_number_taken',
        { number, name: '…' },
        { cause: error, field: 'contact.number' },
      );
    });
  await indexContacts(trx, companyId, [contactId]);
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: 'contact.changed',
    subject: { kind: 'contact', id: contactId, name: next.name },
    contactId,
    ...changed,
  });
  if (claims.some((claim) => claim in changed.after)) {
    await touchAccountsOfContact(trx, office.clock, { companyId, contactIds: [contactId], actor });
  }
  await announce(trx, companyId, 'contacts');
  return true;
}

async function refuseTakenNumber(trx: OfficeTransaction, companyId: string, number: string): Promise<void> {
  const other = await trx
    .selectFrom('contact')
    .select('id')
    .where('company_id', '=', companyId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (other !== undefined) throw await numberTaken(trx, companyId, number);
}
