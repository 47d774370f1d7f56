import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, verifyPassword } from '../../passwords/password-hash.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, SignedInEmployee } from '../context.ts';
import { requireStrongPassword } from '../employees/require-strong-password.ts';
import { endSessionsOf } from './end-sessions.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

export interface ChangePasswordInput {
  readonly current: string;
  readonly next: string;
  readonly sessionToken: string | null;
  readonly language: Language;
  readonly remoteAddress: string;
}

/**
 * Changes an employee's own password; their other sessions end (OWASP ASVS 7.4.3).
 * @throws AppError `current_password_wrong`, `password_weak`, `too_many_attempts`, `busy`
 */
export async function changePassword(
  office: Office,
  employee: SignedInEmployee,
  input: ChangePasswordInput,
): Promise<void> {
  const throttle = createSignInThrottle(office.db);
  await throttle.count(`change ${employee.id}`, input.remoteAddress);
  const { password_hash: oldHash } = await office.db
    .selectFrom('employee')
    .select('password_hash')
    .where('id', '=', employee.id)
    .executeTakeFirstOrThrow();
  if (!(await verifyPassword(oldHash, input.current))) {
    throw new AppError('current_password_wrong', {}, { field: 'current' });
  }
  requireStrongPassword(input.next, [employee.name, employee.email], input.language, 'next');
  const newHash = await hashPassword(input.next);
  await withTransaction({ kysely: office.db }, async (trx) => {
    const changed = await trx
      .updateTable('employee')
      .set({ password_hash: newHash })
      .where('id', '=', employee.id)
      .where('password_hash', '=', oldHash)
      .executeTakeFirst();
    // Somebody changed it meanwhile: the password that was given is not the current one any more.
    if (changed.numUpdatedRows === 0n) throw new AppError('current_password_wrong', {}, { field: 'current' });
    await endSessionsOf(trx, employee.id, input.sessionToken);
    for (const companyId of employee.companies) {
      await recordAuditEvent(trx, {
        companyId,
        actor: { kind: 'staff', id: employee.id, name: employee.name },
        action: 'employee.password_changed',
        subject: { kind: 'employee', id: employee.id, name: employee.name },
      });
    }
  });
  await throttle.forget(`change ${employee.id}`, input.remoteAddress);
}
