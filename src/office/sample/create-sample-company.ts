import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { insertCompany } from '../companies/insert-company.ts';
import { insertContact } from '../contacts/insert-contact.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { insertLicence } from '../licences/insert-licence.ts';
import { signLicence } from '../licences/licence-token.ts';
import { fillSampleWebsites } from './fill-sample-websites.ts';
import { readSampleContacts } from './read-sample-contacts.ts';
import { sampleCompany } from './sample-people.ts';

/** Whose company database it becomes. */
export interface SampleOwner {
  readonly id: string;
  readonly name: string;
}

export interface SampleOptions {
  /** Password of the sample visitors who can sign in; without it they get none and set one by their mail. */
  readonly visitorPassword?: string;
}

/**
 * Makes the sample company: a wholesaler with contacts, a licence, two websites, access, and people who wait. Its
 * websites need the gate; where it does not answer the company is there without what comes from it, and the log says so.
 * @throws AppError `sample_exists`
 */
export async function createSampleCompany(
  office: Office,
  employee: SampleOwner,
  options: SampleOptions = {},
): Promise<{ companyId: string }> {
  const staff = await withTransaction({ kysely: office.db }, (trx) =>
    insertSampleCompany(office, trx, employee),
  );
  await completeSampleCompany(office, staff, options);
  return { companyId: staff.companyId };
}

/**
 * Makes the sample company with its contacts and its licence; its websites come after the commit, by
 * `completeSampleCompany`.
 * @throws AppError `sample_exists`
 */
export async function insertSampleCompany(
  office: Office,
  trx: OfficeTransaction,
  employee: SampleOwner,
): Promise<Staff> {
  const contacts = await readSampleContacts();
  await trx.selectFrom('installation').select('id').forUpdate().execute();
  const existing = await trx.selectFrom('company').select('id').where('is_sample', '=', true).execute();
  if (existing.length > 0) throw new AppError('sample_exists');
  const companyId = await insertCompany(trx, office.clock, { ...sampleCompany, isSample: true, employee });
  const actor = { kind: 'staff', id: employee.id, name: employee.name } as const;
  const claims = { companyId, companyCode: '', holder: sampleCompany.name, validUntil: null };
  const token = await signLicence(office.config, office.clock, claims);
  await insertLicence(trx, office.clock, { claims, token, actor });
  for (const contact of contacts) {
    const { id } = await insertContact(trx, companyId, contact);
    if (contact.active) continue;
    await trx
      .updateTable('contact')
      .set({ active: false })
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .execute();
  }
  await trx
    .updateTable('company')
    .set({ next_contact_number: 10_000 + contacts.length })
    .where('id', '=', companyId)
    .execute();
  return { companyId, employeeId: employee.id, language: sampleCompany.language, actor };
}

/** Makes what the sample company's websites need, as far as it is not there yet. */
export async function completeSampleCompany(
  office: Office,
  staff: Staff,
  options: SampleOptions,
): Promise<void> {
  try {
    await fillSampleWebsites(office, staff, options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    office.log.warn({ code: error.code, reason: error.message }, 'the sample websites are not complete');
  }
}
