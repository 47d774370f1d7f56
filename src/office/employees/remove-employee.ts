import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { endSessionsOf } from '../session/end-sessions.ts';

/**
 * Takes somebody's role in this company away. Without a role anywhere they are gone and their sessions end. The last
 * administrator stays: two who remove each other at the same moment don't leave the company to nobody.
 * @throws AppError `not_found`, `last_administrator`
 */
export async function removeEmployee(office: Office, staff: Staff, employeeId: string): Promise<void> {
  await withTransaction({ kysely: office.db }, async (trx) => {
    const { companyId } = staff;
    await trx.selectFrom('company').select('id').where('id', '=', companyId).forUpdate().execute();
    const administrators = await trx
      .selectFrom('employee_role')
      .innerJoin('employee', 'employee.id', 'employee_role.employee_id')
      .select(['employee.id', 'employee.name', 'employee.email'])
      .where('employee_role.company_id', '=', companyId)
      .where('employee_role.role', '=', 'administrator')
      .execute();
    const leaving = administrators.find((administrator) => administrator.id === employeeId);
    if (leaving === undefined) throw new AppError('not_found');
    if (administrators.length === 1) throw new AppError('last_administrator', { name: leaving.name });
    await trx
      .deleteFrom('employee_role')
      .where('company_id', '=', companyId)
      .where('employee_id', '=', employeeId)
      .execute();
    const elsewhere = await trx
      .selectFrom('employee_role')
      .select('company_id')
      .where('employee_id', '=', employeeId)
      .executeTakeFirst();
    if (elsewhere === undefined) {
      await endSessionsOf(trx, employeeId, null);
      await trx.deleteFrom('employee').where('id', '=', employeeId).execute();
    }
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'employee.removed',
      subject: { kind: 'employee', id: employeeId, name: leaving.name },
      before: { email: leaving.email, role: 'administrator' },
    });
  });
}
