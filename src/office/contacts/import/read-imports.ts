import type { ContactImport } from '../../../contract/contacts.ts';
import { AppError } from '../../../core/errors.ts';
import type { Office, Staff } from '../../context.ts';
import { toContactImport } from './import-row.ts';

const MOST_LISTED = 50;

/**
 * An uploaded file and how far its import is.
 * @throws AppError `not_found`
 */
export async function getImport(office: Office, staff: Staff, importId: string): Promise<ContactImport> {
  const row = await office.db
    .selectFrom('contact_import')
    .selectAll()
    .where('company_id', '=', staff.companyId)
    .where('id', '=', importId)
    .where('state', '<>', 'uploading')
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return toContactImport(row, staff.language);
}

/** The last imports of a company, newest first, without what their screen shows of one. */
export async function listImports(
  office: Office,
  staff: Staff,
): Promise<Omit<ContactImport, 'preview' | 'errors'>[]> {
  const rows = await office.db
    .selectFrom('contact_import')
    .selectAll()
    .where('company_id', '=', staff.companyId)
    .where('state', '<>', 'uploading')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map((row) => {
    const { preview: _preview, errors: _errors, ...listed } = toContactImport(row, staff.language);
    return listed;
  });
}
