import type { Kysely } from 'kysely';
import type { Contact } from '../../contract/contacts.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTables } from '../../database/office-tables.ts';
import { inputOf } from './contact-values.ts';

/**
 * One contact with its persons and the number of its website accounts.
 * @throws AppError `not_found`
 */
export async function getContact(
  db: Kysely<OfficeTables>,
  companyId: string,
  contactId: string,
): Promise<Contact> {
  const row = await db
    .selectFrom('contact')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  const persons = await db
    .selectFrom('contact_person')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('contact_id', '=', contactId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const accounts = await db
    .selectFrom('account')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .where('contact_id', '=', contactId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    ...inputOf(row),
    id: row.id,
    active: row.active,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    persons: persons.map(({ id, name, email, phone, active, version }) => ({
      id,
      name,
      email,
      phone,
      active,
      version,
    })),
    accountCount: Number(accounts.count),
  };
}
