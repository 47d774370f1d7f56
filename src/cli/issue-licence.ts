import { readConfig } from '../config.ts';
import { AppError } from '../core/errors.ts';
import { signLicence } from '../office/licences/licence-token.ts';
import { findCompany } from './find-company.ts';
import { openOffice } from './open-office.ts';

/** `gatehouse licence issue`: prints a licence for a company database of this installation. Returns the exit code. */
export async function runIssueLicence(options: {
  readonly company: string;
  readonly until?: string;
  readonly forever?: true;
}): Promise<number> {
  if ((options.until === undefined) === (options.forever === undefined)) {
    process.stderr.write('Say until when the licence holds: --until 2027-12-31, or --forever.\n');
    return 1;
  }
  const validUntil = options.until === undefined ? null : endOfDay(options.until);
  const { office, close } = await openOffice(readConfig());
  try {
    if (validUntil !== null && validUntil <= office.clock.now()) {
      throw new AppError('date_past', { value: options.until ?? '' });
    }
    const company = await findCompany(office.db, options.company);
    const claims = { companyId: company.id, companyCode: company.code, holder: company.name, validUntil };
    const licence = await signLicence(office.config, office.clock, claims);
    process.stderr.write(
      `Licence for ${company.name} (${company.code}), ${options.until === undefined ? 'without end' : `until ${options.until}`}. Enter it in the office under Settings, Licence:\n`,
    );
    process.stdout.write(`${licence}\n`);
    return 0;
  } finally {
    await close();
  }
}

/**
 * The moment after the last day of a licence, in UTC.
 * @throws AppError `date_invalid`
 */
export function endOfDay(date: string): Date {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : null;
  if (parsed === null || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    throw new AppError('date_invalid', { value: date });
  }
  return new Date(parsed.getTime() + 86_400_000);
}
