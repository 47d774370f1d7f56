import type { z } from 'zod';
import type { employee } from '../../contract/companies.ts';
import { isLanguage } from '../../core/language.ts';
import type { OfficeDatabase } from '../context.ts';

export type Employee = z.infer<typeof employee>;

/** Who works in a company database, by name; `employeeId` asks for one of them. */
export async function listEmployees(
  db: OfficeDatabase,
  companyId: string,
  employeeId?: string,
): Promise<Employee[]> {
  let query = db
    .selectFrom('employee_role')
    .innerJoin('employee', 'employee.id', 'employee_role.employee_id')
    .select([
      'employee.id',
      'employee.name',
      'employee.email',
      'employee.language',
      'employee.last_signed_in_at',
    ])
    .where('employee_role.company_id', '=', companyId)
    .orderBy('employee.name')
    .orderBy('employee.id');
  if (employeeId !== undefined) query = query.where('employee.id', '=', employeeId);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    language: isLanguage(row.language) ? row.language : 'nl',
    role: 'administrator',
    lastSignedInAt: row.last_signed_in_at?.toISOString() ?? null,
  }));
}
