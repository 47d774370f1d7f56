import type { ContactInput } from '../../contract/contacts.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/uuid.ts';
import type { OfficeTransaction } from '../context.ts';
import { columnsOf } from './contact-values.ts';
import { indexContacts } from './index-contacts.ts';
import { takeNextNumber } from './take-numbers.ts';

export interface NewContact {
  readonly contact: ContactInput;
  readonly persons?: readonly { readonly name: string; readonly email: string; readonly phone: string }[];
}

/**
 * Writes a new contact with its persons, search text and match keys; an empty number takes the next free one (R1).
 * The caller records the audit event.
 * @throws AppError `contact_number_taken`, naming who has it
 */
export async function insertContact(
  trx: OfficeTransaction,
  companyId: string,
  { contact, persons = [] }: NewContact,
): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = contact.number === '' ? await takeNextNumber(trx, companyId) : contact.number;
  const inserted = await trx
    .insertInto('contact')
    .values({ company_id: companyId, id, number, ...columnsOf(contact) })
    .onConflict((conflict) => conflict.columns(['company_id', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) throw await numberTaken(trx, companyId, number);
  for (const person of persons) {
    await trx
      .insertInto('contact_person')
      .values({ company_id: companyId, id: newId(), contact_id: id, ...person })
      .execute();
  }
  await indexContacts(trx, companyId, [id]);
  return { id, number };
}

/** The error that a customer number is in use, with the name of whose it is. */
export async function numberTaken(
  trx: OfficeTransaction,
  companyId: string,
  number: string,
): Promise<AppError> {
  const owner = await trx
    .selectFrom('contact')
    .select('name')
    .where('company_id', '=', companyId)
    .where('number', '=', number)
    .executeTakeFirst();
  return new AppError(
    'contact_number_taken',
    { number, name: owner?.name ?? '' },
    { field: 'contact.number' },
  );
}
