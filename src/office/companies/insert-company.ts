import type { Clock } from '../../core/clock.ts';
import type { Language } from '../../core/language.ts';
import { newId } from '../../core/uuid.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { newCompanyCode } from './company-code.ts';

export interface NewCompany {
  readonly name: string;
  readonly language: Language;
  readonly isSample: boolean;
  /** Who manages it; the first administrator. */
  readonly employee: { readonly id: string; readonly name: string };
}

/** Makes a company database with its first administrator. Returns its id. */
export async function insertCompany(
  trx: OfficeTransaction,
  clock: Clock,
  company: NewCompany,
): Promise<string> {
  const companyId = newId();
  await trx
    .insertInto('company')
    .values({
      id: companyId,
      name: company.name,
      language: company.language,
      code: newCompanyCode(),
      is_sample: company.isSample,
      created_at: clock.now(),
    })
    .execute();
  await trx
    .insertInto('employee_role')
    .values({ company_id: companyId, employee_id: company.employee.id, role: 'administrator' })
    .execute();
  const actor: Actor = { kind: 'staff', id: company.employee.id, name: company.employee.name };
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: 'company.created',
    subject: { kind: 'company', id: companyId, name: company.name },
    after: { name: company.name, language: company.language },
  });
  return companyId;
}
