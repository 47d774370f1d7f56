import type { Clock } from '../../core/clock.ts';
import { parseEmailAddress } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { newId } from '../../core/uuid.ts';
import type { OfficeTransaction } from '../context.ts';

export interface NewEmployee {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly passwordHash: string;
}

/**
 * Makes an employee who can sign in; a role in a company is given apart. Returns the id.
 * @throws AppError `employee_email_taken`, `invalid_input`
 */
export async function insertEmployee(
  trx: OfficeTransaction,
  clock: Clock,
  employee: NewEmployee,
): Promise<string> {
  const address = parseEmailAddress(employee.email);
  if (address === null) throw new AppError('invalid_input', {}, { field: 'email' });
  const id = newId();
  const inserted = await trx
    .insertInto('employee')
    .values({
      id,
      email: address.typed,
      email_canonical: address.canonical,
      name: employee.name,
      language: employee.language,
      password_hash: employee.passwordHash,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('email_canonical').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) {
    throw new AppError('employee_email_taken', { email: address.typed }, { field: 'email' });
  }
  return id;
}
