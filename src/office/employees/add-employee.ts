import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword } from '../../passwords/password-hash.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { insertEmployee } from './insert-employee.ts';
import { type Employee, listEmployees } from './list-employees.ts';
import { requireStrongPassword } from './require-strong-password.ts';

export interface AddEmployeeInput {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly password: string;
}

/**
 * Adds an employee as administrator of this company, with a first password to hand over.
 * Somebody who works in another company of this installation is refused like any taken address: their password is
 * theirs, and adding them here would tell who they are (I8).
 * @throws AppError `employee_email_taken`, `password_weak`
 */
export async function addEmployee(office: Office, staff: Staff, input: AddEmployeeInput): Promise<Employee> {
  requireStrongPassword(input.password, [input.name, input.email], staff.language, 'password');
  const passwordHash = await hashPassword(input.password);
  return withTransaction({ kysely: office.db }, async (trx) => {
    const { companyId } = staff;
    const id = await insertEmployee(trx, office.clock, { ...input, passwordHash });
    await trx
      .insertInto('employee_role')
      .values({ company_id: companyId, employee_id: id, role: 'administrator' })
      .execute();
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'employee.added',
      subject: { kind: 'employee', id, name: input.name },
      after: { email: input.email, role: 'administrator' },
    });
    const [added] = await listEmployees(trx, companyId, id);
    if (added === undefined) throw new AppError('not_found');
    return added;
  });
}
