import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../passwords/password-hash.ts';
import type { Office } from '../context.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import { startSession } from './start-session.ts';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly remoteAddress: string;
}

/**
 * Signs an employee in. An unknown address takes the same time and gets the same answer as a wrong password (I7).
 * @returns the session token and the employee's id
 * @throws AppError `sign_in_refused`, `too_many_attempts`, `busy`
 */
export async function signIn(
  office: Office,
  input: SignInInput,
): Promise<{ token: string; employeeId: string }> {
  const canonical = canonicalEmail(input.email) ?? input.email.trim().toLowerCase();
  const throttle = createSignInThrottle(office.db);
  await throttle.count(canonical, input.remoteAddress);
  const employee = await office.db
    .selectFrom('employee')
    .select(['id', 'password_hash'])
    .where('email_canonical', '=', canonical)
    .executeTakeFirst();
  const right = await verifyPassword(employee?.password_hash ?? null, input.password);
  if (employee === undefined || !right) {
    office.log.info({ event: 'sign_in_refused', from: input.remoteAddress }, 'security');
    throw new AppError('sign_in_refused');
  }
  const newHash = needsRehash(employee.password_hash) ? await hashPassword(input.password) : null;
  const token = await withTransaction({ kysely: office.db }, async (trx) => {
    // A password that was changed meanwhile has ended all sessions: this one must not begin after that.
    const current = await trx
      .selectFrom('employee')
      .select('id')
      .where('id', '=', employee.id)
      .where('password_hash', '=', employee.password_hash)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (current === undefined) throw new AppError('sign_in_refused');
    if (newHash !== null) {
      const renewed = trx.updateTable('employee').set({ password_hash: newHash });
      await renewed.where('id', '=', employee.id).execute();
    }
    return startSession(trx, office.clock, employee.id);
  });
  await throttle.forget(canonical, input.remoteAddress);
  office.log.info({ event: 'signed_in', employeeId: employee.id, from: input.remoteAddress }, 'security');
  return { token, employeeId: employee.id };
}
