import { readConfig } from '../config.ts';
import { canonicalEmail } from '../core/email-address.ts';
import { AppError } from '../core/errors.ts';
import { resetEmployeePassword } from '../office/employees/reset-employee-password.ts';
import { newPassword } from './new-password.ts';
import { openOffice } from './open-office.ts';

/** `gatehouse reset-password`: for an employee who lost theirs. Returns the exit code. */
export async function runResetPassword(options: { readonly email: string }): Promise<number> {
  const { office, close } = await openOffice(readConfig());
  try {
    const canonical = canonicalEmail(options.email);
    const password = newPassword();
    const employee = canonical === null ? null : await resetEmployeePassword(office, canonical, password);
    if (employee === null) {
      const known = await office.db.selectFrom('employee').select('email').orderBy('email').execute();
      if (known.length === 0) throw new AppError('company_missing');
      throw new AppError('employee_not_found', {
        email: options.email,
        known: known.map((row) => row.email).join(', '),
      });
    }
    process.stderr.write(`${employee.name} was signed out everywhere. New password for ${employee.email}:\n`);
    process.stdout.write(`${password}\n`);
    return 0;
  } finally {
    await close();
  }
}
