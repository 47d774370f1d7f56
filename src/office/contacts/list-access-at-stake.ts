import type { AccessAtStake } from '../../contract/contacts.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';

/**
 * Whose access hangs on a contact: each account that is not ended, of the contact's own persons and of colleagues alike.
 * Shown before the contact is made inactive or merged (case 9).
 * @throws AppError `not_found`
 */
export async function listAccessAtStake(
  db: OfficeDatabase,
  companyId: string,
  contactId: string,
): Promise<AccessAtStake[]> {
  const contact = await db
    .selectFrom('contact')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (contact === undefined) throw new AppError('not_found');
  const rows = await db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .leftJoin('contact_person', (join) =>
      join
        .onRef('contact_person.company_id', '=', 'account.company_id')
        .onRef('contact_person.id', '=', 'account.person_id'),
    )
    .select([
      'account.id',
      'account.email',
      'account.status',
      'website.name as website',
      'contact_person.name as person',
    ])
    .where('account.company_id', '=', companyId)
    .where('account.contact_id', '=', contactId)
    .where('account.ended_at', 'is', null)
    .where('website.removed_at', 'is', null)
    .orderBy('website.name')
    .orderBy('account.email')
    .execute();
  return rows.map(({ id, email, status, website, person }) => ({
    accountId: id,
    email,
    person: person ?? '',
    website,
    status: status as AccessAtStake['status'], // the column's check list
  }));
}
