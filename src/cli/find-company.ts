import { AppError } from '../core/errors.ts';
import type { OfficeDatabase } from '../office/context.ts';

export interface KnownCompany {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/**
 * The company database that a command means: by name, code or id, or the only one there is.
 * @throws AppError `company_missing`, or `company_not_chosen` or `company_not_found` naming those there are
 */
export async function findCompany(db: OfficeDatabase, wanted: string | undefined): Promise<KnownCompany> {
  const companies = await db.selectFrom('company').select(['id', 'name', 'code']).orderBy('name').execute();
  const [first] = companies;
  if (wanted === undefined && companies.length === 1 && first !== undefined) return first;
  const plain = wanted?.trim().toLowerCase();
  const found = companies.filter(
    ({ id, name, code }) => id === plain || name.toLowerCase() === plain || code.toLowerCase() === plain,
  );
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  const known = companies.map(({ name, code }) => `"${name}" (${code})`).join(', ');
  if (first === undefined) throw new AppError('company_missing');
  if (wanted === undefined) throw new AppError('company_not_chosen', { known });
  throw new AppError('company_not_found', { company: `"${wanted}"`, known });
}
