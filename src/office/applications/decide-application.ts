import type { Application } from '../../contract/applications.ts';
import { AppError } from '../../core/errors.ts';
import type { AccountStatus } from '../../core/status.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { staleRevision } from '../stale-revision.ts';
import { applicantName } from './applicant.ts';
import { type ApplicationRecord, lockApplication, noteDecision } from './application-row.ts';
import { chooseContact } from './choose-contact.ts';
import { decideAccount } from './decide-account.ts';
import { decideDeletion } from './decide-deletion.ts';
import type { DecisionInput } from './decision-input.ts';
import { dropMadeContact } from './drop-made-contact.ts';
import { readApplication } from './read-applications.ts';

const stateOf = { approve: 'approved', decline: 'declined', import: 'imported' } as const;
const statusOf: Readonly<Record<DecisionInput['decision'], AccountStatus>> = {
  approve: 'approved',
  decline: 'declined',
  import: 'pending',
};

/**
 * Staff's decision about an application (R11): whose contact it is, which fields of the register are overwritten, and
 * whether the person gets access. It waits for publication. A registration can be decided again, also from declined to
 * approved (case 32); a change of details once; a request to be deleted until it is granted or withdrawn.
 * @throws AppError `not_found`, `licence_missing`, `already_decided` naming by whom (case 33), `stale_revision`,
 *   `application_contact_missing`, `application_of_change`, `account_email_taken`, `application_of_deletion`,
 *   `deletion_reason_missing`
 */
export async function decideApplication(
  office: Office,
  staff: Staff,
  input: { readonly applicationId: string; readonly decision: DecisionInput; readonly version: number },
): Promise<Application> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, staff.companyId, office.clock);
    const application = await lockApplication(trx, staff.companyId, input.applicationId);
    await refuseStale(trx, staff, application, input.version);
    if (application.kind === 'deletion') {
      await decideDeletion(office, trx, staff, application, input.decision);
    } else {
      await applyDecision(office, trx, staff, application, input.decision);
    }
    return readApplication(trx, staff, application.id);
  });
}

/** Carries a decision out about an application whose row is locked. */
export async function applyDecision(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  decision: DecisionInput,
): Promise<{ created: boolean }> {
  const { companyId, actor } = staff;
  const isChange = application.kind === 'change';
  if (isChange && decision.decision === 'approve') throw new AppError('application_of_change');
  const chosen = await chooseContact(office, trx, staff, application, decision);
  const accountId = isChange
    ? application.account_id
    : await decideAccount(office, trx, staff, application, {
        status: statusOf[decision.decision],
        reason: decision.reason,
        tie: chosen.tie,
      });
  const formerlyMade = application.decision?.madeContactId ?? null;
  const contactId = chosen.tie?.contactId ?? application.contact_id;
  const keepsMade = formerlyMade !== null && formerlyMade === contactId;
  await noteDecision(trx, application, {
    state: stateOf[decision.decision],
    contactId,
    accountId,
    decision: {
      decision: decision.decision,
      reason: decision.reason,
      overwrite: decision.overwrite,
      madeContactId: chosen.made ? contactId : keepsMade ? formerlyMade : null,
    },
    actor,
    at: office.clock.now(),
  });
  if (formerlyMade !== null && !keepsMade) await dropMadeContact(office, trx, staff, formerlyMade);
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: `application.${stateOf[decision.decision]}`,
    subject: { kind: 'application', id: application.id, name: applicantName(application.data) },
    websiteId: application.website_id,
    ...(contactId === null ? {} : { contactId }),
    before: { state: application.state, contactId: application.contact_id },
    after: {
      state: stateOf[decision.decision],
      contactId,
      overwrite: decision.overwrite,
      reason: decision.reason,
    },
  });
  await announce(trx, companyId, 'applications');
  return { created: chosen.made };
}

/** Whoever was erased is nobody any more that something could be decided of. */
function mayDecideAgain({ kind, state, erased_at }: ApplicationRecord): boolean {
  if (erased_at !== null) return false;
  return kind === 'registration' || (kind === 'deletion' && state === 'declined');
}

async function refuseStale(
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  version: number,
): Promise<void> {
  const isDecided = application.state !== 'open' && application.state !== 'review_link';
  const isOnce = isDecided && !mayDecideAgain(application);
  if (application.version === version && !isOnce) return;
  if (!isDecided) throw await staleRevision(trx, staff, application.id);
  throw new AppError('already_decided', {
    who: application.decided_by ?? '',
    decision: application.state,
  });
}
