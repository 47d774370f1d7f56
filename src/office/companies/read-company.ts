import type { Company } from '../../contract/companies.ts';
import { AppError } from '../../core/errors.ts';
import { isLanguage } from '../../core/language.ts';
import type { OfficeDatabase } from '../context.ts';

/**
 * A company database as staff see it.
 * @throws AppError `not_found`
 */
export async function readCompany(db: OfficeDatabase, companyId: string): Promise<Company> {
  const row = await db.selectFrom('company').selectAll().where('id', '=', companyId).executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return {
    id: row.id,
    name: row.name,
    language: isLanguage(row.language) ? row.language : 'nl',
    code: row.code,
    nextContactNumber: row.next_contact_number,
    isSample: row.is_sample,
    version: row.version,
  };
}
