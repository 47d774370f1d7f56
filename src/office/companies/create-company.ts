import type { Company } from '../../contract/companies.ts';
import type { Language } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office } from '../context.ts';
import { insertCompany } from './insert-company.ts';
import { readCompany } from './read-company.ts';

/** Makes another company database in this installation (R16); who makes it becomes its administrator. */
export async function createCompany(
  office: Office,
  employee: { readonly id: string; readonly name: string },
  company: { readonly name: string; readonly language: Language },
): Promise<Company> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    const companyId = await insertCompany(trx, office.clock, { ...company, isSample: false, employee });
    return readCompany(trx, companyId);
  });
}
