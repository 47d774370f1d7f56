import type { RegisterEntry } from '../../core/application-comparison.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';

/** A contact and its active persons as they are compared with what was typed. @throws AppError `not_found` */
export async function readRegisterEntry(
  db: OfficeDatabase,
  companyId: string,
  contactId: string,
): Promise<RegisterEntry> {
  const contact = await db
    .selectFrom('contact')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (contact === undefined) throw new AppError('not_found');
  const persons = await db
    .selectFrom('contact_person')
    .select(['id', 'name', 'email', 'phone'])
    .where('company_id', '=', companyId)
    .where('contact_id', '=', contactId)
    .where('active', '=', true)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return {
    name: contact.name,
    street: contact.street,
    postcode: contact.postcode,
    town: contact.town,
    country: contact.country,
    phone: contact.phone,
    email: contact.email,
    registrationNo: contact.registration_no,
    vatNo: contact.vat_no,
    language: contact.language,
    persons,
  };
}
