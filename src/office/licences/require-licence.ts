import { type Clock, systemClock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { isLicensed, licenceStanding } from '../../core/licence.ts';
import type { OfficeDatabase } from '../context.ts';
import { currentLicence } from './current-licence.ts';

/**
 * Lets only a company with a licence for website access go on (R17). The grace period counts as licensed (case 41).
 * Returns the end of the licence, null for one without end, as `WebsiteV1.licensedUntil` wants it.
 * @throws AppError `licence_missing`
 */
export async function requireLicence(
  db: OfficeDatabase,
  companyId: string,
  clock: Clock = systemClock,
): Promise<Date | null> {
  const licence = await currentLicence(db, companyId);
  if (licence === null || !isLicensed(licenceStanding(licence, clock.now()))) {
    throw new AppError('licence_missing');
  }
  return licence.validUntil;
}
