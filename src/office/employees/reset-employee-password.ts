import { withTransaction } from '../../database/transaction.ts';
import { hashPassword } from '../../passwords/password-hash.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office } from '../context.ts';
import { endSessionsOf } from '../session/end-sessions.ts';

/**
 * Gives an employee a new password, as whoever runs the server may; all their sessions end. Returns who it is, or
 * null where nobody signs in with that address.
 */
export async function resetEmployeePassword(
  office: Office,
  emailCanonical: string,
  password: string,
): Promise<{ name: string; email: string } | null> {
  const passwordHash = await hashPassword(password);
  return withTransaction({ kysely: office.db }, async (trx) => {
    const employee = await trx
      .updateTable('employee')
      .set({ password_hash: passwordHash })
      .where('email_canonical', '=', emailCanonical)
      .returning(['id', 'name', 'email'])
      .executeTakeFirst();
    if (employee === undefined) return null;
    await endSessionsOf(trx, employee.id, null);
    const roles = await trx
      .selectFrom('employee_role')
      .select('company_id')
      .where('employee_id', '=', employee.id)
      .execute();
    for (const role of roles) {
      await recordAuditEvent(trx, {
        companyId: role.company_id,
        actor: { kind: 'system', id: null, name: 'gatehouse reset-password' },
        action: 'employee.password_reset',
        subject: { kind: 'employee', id: employee.id, name: employee.name },
      });
    }
    return { name: employee.name, email: employee.email };
  });
}
