import type { Clock } from '../../core/clock.ts';
import type { AccountStatus } from '../../core/status.ts';
import type { AccountContent } from '../accounts/account-content.ts';
import type { LockedWebsite } from '../accounts/lock-website.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { applicantName, pendingAtGate } from './applicant.ts';
import { noteDecision, readRecord } from './application-row.ts';

/**
 * Where staff give access by hand to somebody who waits for a decision on the same website: that is the decision (cases
 * 10 and 16). The application is done, and the account continues the one that the visitor has at the gate.
 * @returns the visitor's account, or null where nobody waits with this address
 */
export async function adoptOpenRegistration(
  trx: OfficeTransaction,
  clock: Clock,
  given: {
    readonly website: LockedWebsite;
    readonly emailCanonical: string;
    readonly contactId: string;
    readonly status: AccountStatus;
    readonly actor: Actor;
  },
): Promise<{ accountId: string; atGate: AccountContent; verifiedAt: Date } | null> {
  const { website } = given;
  const row = await trx
    .selectFrom('application')
    .selectAll()
    .where('company_id', '=', website.companyId)
    .where('website_id', '=', website.id)
    .where('email_canonical', '=', given.emailCanonical)
    .where('kind', '=', 'registration')
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.account_id === null) return null;
  const application = readRecord(row);
  const decision = {
    approved: 'approve',
    pending: 'import',
    declined: 'decline',
    blocked: 'decline',
  } as const;
  const state = {
    approved: 'approved',
    pending: 'imported',
    declined: 'declined',
    blocked: 'declined',
  } as const;
  await noteDecision(trx, application, {
    state: state[given.status],
    contactId: given.contactId,
    accountId: row.account_id,
    decision: { decision: decision[given.status], reason: '', overwrite: [], madeContactId: null },
    actor: given.actor,
    at: clock.now(),
  });
  await recordAuditEvent(trx, {
    companyId: website.companyId,
    actor: given.actor,
    action: `application.${state[given.status]}`,
    subject: { kind: 'application', id: row.id, name: applicantName(application.data) },
    websiteId: website.id,
    contactId: given.contactId,
  });
  await announce(trx, website.companyId, 'applications');
  return {
    accountId: row.account_id,
    atGate: pendingAtGate(application.data),
    verifiedAt: row.received_at,
  };
}
