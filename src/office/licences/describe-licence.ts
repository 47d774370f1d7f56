import type { LicenceState } from '../../contract/companies.ts';
import type { Clock } from '../../core/clock.ts';
import { licenceStanding } from '../../core/licence.ts';
import { readCompany } from '../companies/read-company.ts';
import type { OfficeDatabase } from '../context.ts';
import { currentLicence } from './current-licence.ts';

/**
 * A company's licence as staff see it, with the code to ask for one by (R17, case 41).
 * @throws AppError `not_found`
 */
export async function describeLicence(
  db: OfficeDatabase,
  clock: Clock,
  companyId: string,
): Promise<LicenceState> {
  const company = await readCompany(db, companyId);
  const licence = await currentLicence(db, companyId);
  const standing = licenceStanding(licence, clock.now());
  return {
    state: standing.state,
    holder: licence?.holder ?? null,
    validUntil: licence?.validUntil?.toISOString() ?? null,
    graceUntil: standing.graceUntil?.toISOString() ?? null,
    enteredAt: licence?.enteredAt.toISOString() ?? null,
    enteredBy: licence?.enteredBy ?? null,
    companyCode: company.code,
    companyName: company.name,
  };
}
