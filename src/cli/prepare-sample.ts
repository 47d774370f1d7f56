import { withTransaction } from '../database/transaction.ts';
import type { Office, Staff } from '../office/context.ts';
import { insertEmployee } from '../office/employees/insert-employee.ts';
import { resetEmployeePassword } from '../office/employees/reset-employee-password.ts';
import { completeSampleCompany, insertSampleCompany } from '../office/sample/create-sample-company.ts';
import { sampleApplicants, sampleSignIns } from '../office/sample/sample-people.ts';
import { hashPassword } from '../passwords/password-hash.ts';
import { newPassword } from './new-password.ts';

/** Who can sign in to the sample company; passwords are known only when they are made. */
export interface Sample {
  readonly email: string;
  /** Null where the company was there already. */
  readonly password: string | null;
  readonly visitors: readonly { readonly website: string; readonly email: string }[];
  readonly visitorPassword: string | null;
}

const administrator = { name: 'Mieke Smeets', email: 'mieke@delinde.example', language: 'nl' } as const;

/**
 * Makes the sample company with an administrator where there is no company yet; else says whose it is. Where that was
 * cut off before its end it goes on, with new passwords, as nobody saw the earlier ones. Passwords are made here,
 * given back once, and kept nowhere in clear.
 */
export async function prepareSample(office: Office): Promise<Sample> {
  const employees = await office.db.selectFrom('employee').select('email').orderBy('created_at').execute();
  const [first] = employees;
  const unfinished = await findUnfinished(office);
  if (first !== undefined && unfinished === null) {
    return { email: first.email, password: null, visitors: [], visitorPassword: null };
  }
  const password = newPassword();
  const visitorPassword = newPassword();
  let staff = unfinished;
  if (staff === null) {
    const passwordHash = await hashPassword(password);
    staff = await withTransaction({ kysely: office.db }, async (trx) => {
      const id = await insertEmployee(trx, office.clock, { ...administrator, passwordHash });
      return insertSampleCompany(office, trx, { id, name: administrator.name });
    });
  } else {
    await resetEmployeePassword(office, administrator.email, password);
  }
  await completeSampleCompany(office, staff, { visitorPassword });
  const visitors = sampleSignIns.map(({ website, email }) => ({ website, email }));
  return { email: administrator.email, password, visitors, visitorPassword };
}

/**
 * The sample company that an earlier start began and did not finish: its administrator is the made-up one, who is not
 * signed in, and of the applications, which come last, some are missing.
 */
async function findUnfinished(office: Office): Promise<Staff | null> {
  const row = await office.db
    .selectFrom('company')
    .innerJoin('employee_role', 'employee_role.company_id', 'company.id')
    .innerJoin('employee', 'employee.id', 'employee_role.employee_id')
    .select(['company.id as companyId', 'employee.id as employeeId'])
    .select(({ selectFrom, fn }) => [
      selectFrom('session')
        .select(fn.countAll<string>().as('count'))
        .whereRef('session.employee_id', '=', 'employee.id')
        .as('sessions'),
      selectFrom('application')
        .select(fn.countAll<string>().as('count'))
        .whereRef('application.company_id', '=', 'company.id')
        .as('applications'),
    ])
    .where('company.is_sample', '=', true)
    .where('employee.email_canonical', '=', administrator.email)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { companyId, employeeId } = row;
  if (Number(row.sessions) > 0 || Number(row.applications) >= sampleApplicants.length) return null;
  const actor = { kind: 'staff', id: employeeId, name: administrator.name } as const;
  return { companyId, employeeId, language: administrator.language, actor };
}
