import type { LicenceState } from '../../contract/companies.ts';
import { AppError } from '../../core/errors.ts';
import { refuseLicence } from '../../core/licence.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, Staff } from '../context.ts';
import { describeLicence } from './describe-licence.ts';
import { insertLicence } from './insert-licence.ts';
import { verifyLicence } from './licence-token.ts';

/**
 * Enters a licence that staff received (R17). One that is altered, expired or another company's is refused with the
 * reason, and the present one stays (case 42).
 * @throws AppError `licence_altered`, `licence_other_company`, `licence_expired`
 */
export async function enterLicence(office: Office, staff: Staff, text: string): Promise<LicenceState> {
  const claims = await verifyLicence(office.config, text);
  const refusal = refuseLicence(claims, staff.companyId, office.clock.now());
  const field = { field: 'licence' };
  if (refusal?.code === 'licence_other_company') {
    throw new AppError('licence_other_company', { company: refusal.company }, field);
  }
  if (refusal?.code === 'licence_expired') {
    const date = refusal.endedAt.toISOString().slice(0, 10);
    throw new AppError('licence_expired', { date }, field);
  }
  return withTransaction({ kysely: office.db }, async (trx) => {
    await insertLicence(trx, office.clock, { claims, token: text.replace(/\s+/g, ''), actor: staff.actor });
    return describeLicence(trx, office.clock, staff.companyId);
  });
}
