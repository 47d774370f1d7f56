import type { Selectable } from 'kysely';
import { AppError } from '../../../core/errors.ts';
import type { ContactPersonTable } from '../../../database/office-tables.ts';
import type { OfficeTransaction } from '../../context.ts';
import { lockContact } from '../lock-contact.ts';

/**
 * Locks a contact and then one of its persons for a change.
 * @throws AppError `not_found`
 */
export async function lockPerson(
  trx: OfficeTransaction,
  companyId: string,
  ids: { readonly contactId: string; readonly personId: string },
): Promise<Selectable<ContactPersonTable>> {
  await lockContact(trx, companyId, ids.contactId);
  const row = await trx
    .selectFrom('contact_person')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('contact_id', '=', ids.contactId)
    .where('id', '=', ids.personId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row;
}
