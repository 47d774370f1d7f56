import type { Me } from '../../contract/session.ts';
import { AppError } from '../../core/errors.ts';
import { isLanguage } from '../../core/language.ts';
import { isLicensed, licenceStanding } from '../../core/licence.ts';
import { version } from '../../version.ts';
import type { Office } from '../context.ts';
import { mailConfigured } from '../home/mail-configured.ts';
import { currentLicence } from '../licences/current-licence.ts';

/**
 * Who is signed in, and which company databases are theirs.
 * @throws AppError `not_signed_in` where the employee is gone
 */
export async function describeMe(office: Office, employeeId: string): Promise<Me> {
  const employee = await office.db
    .selectFrom('employee')
    .select(['id', 'name', 'email', 'language'])
    .where('id', '=', employeeId)
    .executeTakeFirst();
  if (employee === undefined) throw new AppError('not_signed_in');
  const companies = await office.db
    .selectFrom('company')
    .innerJoin('employee_role', 'employee_role.company_id', 'company.id')
    .select(['company.id', 'company.name', 'company.language', 'company.is_sample'])
    .where('employee_role.employee_id', '=', employeeId)
    .orderBy('company.name')
    .orderBy('company.id')
    .execute();
  const now = office.clock.now();
  return {
    employee: { ...employee, language: isLanguage(employee.language) ? employee.language : 'nl' },
    companies: await Promise.all(
      companies.map(async (company) => ({
        id: company.id,
        name: company.name,
        language: isLanguage(company.language) ? company.language : 'nl',
        licensed: isLicensed(licenceStanding(await currentLicence(office.db, company.id), now)),
        isSample: company.is_sample,
      })),
    ),
    mailConfigured: await mailConfigured(office),
    version,
  };
}
