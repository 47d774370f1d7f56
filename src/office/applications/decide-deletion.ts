import { AppError } from '../../core/errors.ts';
import { stateOfRow } from '../accounts/account-state.ts';
import { mayBeAtGate } from '../accounts/lock-account.ts';
import { type LockedWebsite, lockWebsite } from '../accounts/lock-website.ts';
import { recordAccountAudit } from '../accounts/record-account-audit.ts';
import { deleteAccount } from '../accounts/remove-account.ts';
import { writeAccountChanges } from '../accounts/write-account-changes.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { eraseTraces } from '../erasing/erase-traces.ts';
import { findTraces } from '../erasing/find-traces.ts';
import { announce } from '../live/announce.ts';
import { applicantName, pendingAtGate } from './applicant.ts';
import { type ApplicationRecord, noteDecision } from './application-row.ts';
import type { DecisionInput } from './decision-input.ts';
import { lockAccountsOf, lockRegistration } from './lock-applicant.ts';
import { refuseDeletion } from './refuse-deletion.ts';

/**
 * Staff's decision about a request to be deleted. Granted, the access to that website ends with the next publication
 * and the gate forgets the person there, and then the office too (case 37); what still waits to be approved there is closed with it. The contact stays in
 * the register. Refused, it needs a reason, which the person is told with the next publication; the access stays.
 * @throws AppError `application_of_deletion`, `deletion_reason_missing`
 */
export async function decideDeletion(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  { decision, reason }: DecisionInput,
): Promise<void> {
  if (decision === 'import') throw new AppError('application_of_deletion');
  const isGranted = decision === 'approve';
  if (!isGranted && reason === '') {
    throw new AppError('deletion_reason_missing', {}, { field: 'decision.reason' });
  }
  const at = office.clock.now();
  if (isGranted) await endAccess(office, trx, staff, application);
  else await refuseDeletion(office, trx, staff, application, { at, reason });
  const { companyId, actor } = staff;
  await noteDecision(trx, application, {
    state: isGranted ? 'approved' : 'declined',
    contactId: application.contact_id,
    accountId: application.account_id,
    decision: { decision, reason, overwrite: [], madeContactId: null },
    actor,
    at,
  });
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: isGranted ? 'deletion.granted' : 'deletion.refused',
    subject: { kind: 'application', id: application.id, name: applicantName(application.data) },
    websiteId: application.website_id,
    ...(application.contact_id === null ? {} : { contactId: application.contact_id }),
    ...(reason === '' ? {} : { after: { reason } }),
  });
  await announce(trx, companyId, 'applications');
  if (isGranted) await askErasing(trx, application, at);
}

/** Ends what the person has on the website, as removing the access by hand does. */
async function endAccess(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
): Promise<void> {
  const { companyId, actor } = staff;
  const registration = await lockRegistration(trx, application);
  const website = await lockWebsite(trx, companyId, application.website_id);
  const rows = await lockAccountsOf(trx, website, application);
  for (const row of rows) {
    if (!(await mayBeAtGate(trx, { website, row }))) {
      await deleteAccount(trx, staff, { website, row });
      continue;
    }
    const before = stateOfRow(row);
    const change = { accountId: row.id, before, after: { ...before, status: 'ended' as const } };
    await writeAccountChanges(trx, office.clock, website, actor, [change]);
    await recordAccountAudit(trx, website, actor, change);
  }
  if (registration === null) return;
  await noteDecision(trx, registration, {
    state: 'declined',
    contactId: registration.contact_id,
    accountId: registration.account_id,
    decision: { decision: 'decline', reason: '', overwrite: [], madeContactId: null },
    actor,
    at: office.clock.now(),
  });
  if (rows.length === 0) await endAtGate(office, trx, staff, website, registration);
}

/** Somebody whom only the gate has an account of, as nobody decided yet: told to the gate as ended. */
async function endAtGate(
  office: Office,
  trx: OfficeTransaction,
  { actor }: Staff,
  website: LockedWebsite,
  registration: ApplicationRecord,
): Promise<void> {
  const accountId = registration.account_id;
  if (accountId === null) return;
  const after = {
    status: 'ended' as const,
    email: registration.email,
    reason: '',
    validFrom: null,
    validUntil: null,
    contactId: null,
    personId: null,
  };
  await writeAccountChanges(trx, office.clock, website, actor, [
    { accountId, before: null, after, origin: 'application', published: pendingAtGate(registration.data) },
  ]);
  await recordAccountAudit(trx, website, actor, {
    accountId,
    before: null,
    after,
    action: 'account.removed',
  });
}

/**
 * Has the person erased as soon as the gate has the end of the access (`eraseDue`), with what ended there before under
 * the same address; at once where the gate has nothing of it.
 */
async function askErasing(trx: OfficeTransaction, application: ApplicationRecord, at: Date): Promise<void> {
  const { company_id: companyId, website_id: websiteId, account_id: accountId } = application;
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set({ erase_asked_at: at })
    .where('company_id', '=', companyId)
    .where('website_id', '=', websiteId)
    .where('ended_at', 'is not', null)
    .where('erased_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('id', '=', accountId), eb('email_canonical', '=', application.email_canonical)]),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const accountIds = accountId === null ? [] : [accountId];
  const addresses = [application.email];
  const traces = await findTraces(trx, {
    companyId,
    accountIds,
    addresses,
    websiteIds: [websiteId],
    until: at,
  });
  await eraseTraces(trx, at, traces);
}
