import type { Company } from '../../contract/companies.ts';
import type { Language } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import { changedValues, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { staleRevision } from '../stale-revision.ts';
import { touchWebsiteSettings } from '../websites/touch-settings.ts';
import { readCompany } from './read-company.ts';

export interface CompanyChange {
  readonly name: string;
  readonly language: Language;
  readonly nextContactNumber: number;
  /** The version the change is based on (case 33). */
  readonly version: number;
}

/**
 * Changes a company's own settings. Another name goes to the gates with the websites' next publication.
 * @throws AppError `not_found`, `stale_revision`
 */
export async function updateCompany(office: Office, staff: Staff, change: CompanyChange): Promise<Company> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    const { companyId } = staff;
    await trx.selectFrom('company').select('id').where('id', '=', companyId).forUpdate().execute();
    const before = await readCompany(trx, companyId);
    if (before.version !== change.version) throw await staleRevision(trx, staff, companyId);
    const { version: _, ...values } = change;
    const changed = changedValues(before, values);
    if (changed === null) return before;
    await trx
      .updateTable('company')
      .set({
        name: change.name,
        language: change.language,
        next_contact_number: change.nextContactNumber,
        version: before.version + 1,
      })
      .where('id', '=', companyId)
      .execute();
    if (change.name !== before.name) await touchWebsiteSettings(trx, companyId);
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'company.changed',
      subject: { kind: 'company', id: companyId, name: change.name },
      ...changed,
    });
    return readCompany(trx, companyId);
  });
}
