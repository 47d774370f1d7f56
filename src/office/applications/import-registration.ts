import type { EventV1 } from '../../contract/link.ts';
import { decideByPolicy } from '../../core/approval-policy.ts';
import type { AuditAction } from '../../core/audit-actions.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import type { MatchVerdict } from '../../core/matching/types.ts';
import { newId } from '../../core/uuid.ts';
import { type ApprovalPolicy, approvalPolicies } from '../../core/website.ts';
import { type LockedWebsite, lockContactOfAccount, lockWebsite } from '../accounts/lock-website.ts';
import { recordAccountAudit } from '../accounts/record-account-audit.ts';
import { writeAccountChanges } from '../accounts/write-account-changes.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, Office, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { applicantName, pendingAtGate } from './applicant.ts';
import { policyActor, systemActor } from './application-row.ts';
import { matchApplication } from './match-application.ts';
import { storeMatch } from './stored-match.ts';
import { makeContact, type Tie, tieTo } from './tie-to-contact.ts';

export type RegistrationEvent = Extract<EventV1, { type: 'registrationV1' }>;

/** What became of an imported registration or change. */
export interface ImportedApplication {
  readonly companyId: string;
  readonly applicationId: string;
  readonly verdict: MatchVerdict;
  readonly approvedByPolicy: boolean;
}

/**
 * Takes in a registration (R9): compares it with the register (R10) and does what the website's policy says (R4, I9).
 * A second one of the same address on the same website is the same application, or belongs to the account that is there
 * (case 16).
 * @returns what became of it, or null where it was imported before (case 34) or its website is gone
 */
export async function importRegistration(
  office: Office,
  trx: OfficeTransaction,
  gateId: string,
  event: RegistrationEvent,
): Promise<ImportedApplication | null> {
  const { companyId, websiteId } = event;
  const known = await trx
    .selectFrom('website')
    .select('policy')
    .where('company_id', '=', companyId)
    .where('id', '=', websiteId)
    .where('gate_id', '=', gateId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (known === undefined || (await wasImported(trx, gateId, event))) return null;
  const data = { ...event.data, email: event.email };
  const emailCanonical = canonicalEmail(event.email) ?? event.email;
  const result = await matchApplication(trx, companyId, data);
  const provenId = result.proof?.contact.id ?? null;
  const proven = provenId === null ? null : await lockContactOfAccount(trx, companyId, provenId);
  const match = storeMatch(result);
  const application = {
    company_id: companyId,
    id: newId(),
    website_id: websiteId,
    gate_id: gateId,
    event_number: event.number,
    kind: 'registration',
    data: JSON.stringify(data),
    email: event.email,
    email_canonical: emailCanonical,
    verdict: result.verdict,
    proven: result.proven,
    match: JSON.stringify(match),
    received_at: new Date(event.at),
    account_id: event.accountId,
  };
  const imported = { companyId, applicationId: application.id, verdict: result.verdict };
  const account = await accountOf(trx, event, emailCanonical);
  if (account !== null) {
    const attached = { state: 'imported', account_id: account.id, contact_id: account.contact_id };
    await insert(trx, { ...application, ...attached }, systemActor, office.clock.now());
    await noteVerified(trx, companyId, account.id, new Date(event.at));
    await audit(trx, event, application.id, systemActor, 'application.attached', account.contact_id);
    return { ...imported, approvedByPolicy: false };
  }
  const waiting = await replaceWaiting(trx, { ...application, contact_id: match.contactId });
  if (waiting !== null) return { ...imported, applicationId: waiting, approvedByPolicy: false };

  const action = decideByPolicy({
    policy: policyOf(known.policy),
    verdict: result.verdict,
    proven: proven !== null,
    provenContactActive: proven?.active ?? false,
  });
  if (action.action === 'wait') {
    await insert(trx, { ...application, state: 'open', contact_id: match.contactId }, null, null);
    await audit(trx, event, application.id, visitorOf(event), 'application.received', match.contactId);
    return { ...imported, approvedByPolicy: false };
  }
  const isProven = action.contact === 'proven' && proven !== null;
  const tie = isProven
    ? await tieTo(trx, companyId, proven.id, data)
    : await makeContact(trx, companyId, data, policyActor);
  const website = await lockWebsite(trx, companyId, websiteId);
  await approve(office, trx, website, event, tie);
  const decision = {
    decision: 'approve',
    reason: '',
    overwrite: [],
    madeContactId: isProven ? null : tie.contactId,
  };
  await insert(
    trx,
    {
      ...application,
      state: action.review ? 'review_link' : 'approved',
      contact_id: tie.contactId,
      decision: JSON.stringify(decision),
    },
    action.review ? null : policyActor,
    action.review ? null : office.clock.now(),
  );
  await audit(trx, event, application.id, policyActor, 'application.approved', tie.contactId);
  return { ...imported, approvedByPolicy: true };
}

async function approve(
  office: Office,
  trx: OfficeTransaction,
  website: LockedWebsite,
  event: RegistrationEvent,
  tie: Tie,
): Promise<void> {
  const after = {
    status: 'approved' as const,
    email: event.email,
    reason: '',
    validFrom: null,
    validUntil: null,
    ...tie,
  };
  await writeAccountChanges(trx, office.clock, website, policyActor, [
    {
      accountId: event.accountId,
      before: null,
      after,
      origin: 'application',
      published: pendingAtGate({ ...event.data, email: event.email }),
      emailVerifiedAt: new Date(event.at),
    },
  ]);
  await recordAccountAudit(trx, website, policyActor, {
    accountId: event.accountId,
    before: null,
    after,
    action: 'account.approved',
  });
}

function policyOf(policy: string): ApprovalPolicy {
  return approvalPolicies.find((known) => known === policy) ?? 'manual';
}

function visitorOf(event: RegistrationEvent): Actor {
  return { kind: 'visitor', id: null, name: applicantName({ ...event.data, email: event.email }) };
}

async function wasImported(
  trx: OfficeTransaction,
  gateId: string,
  event: RegistrationEvent,
): Promise<boolean> {
  const row = await trx
    .selectFrom('application')
    .select('id')
    .where('company_id', '=', event.companyId)
    .where('gate_id', '=', gateId)
    .where('event_number', '=', event.number)
    .executeTakeFirst();
  return row !== undefined;
}

/** The account that the registration belongs to: the one of its id, or the one that its address has here already. */
async function accountOf(
  trx: OfficeTransaction,
  event: RegistrationEvent,
  emailCanonical: string,
): Promise<{ id: string; contact_id: string | null } | null> {
  const row = await trx
    .selectFrom('account')
    .select(['id', 'contact_id'])
    .where('company_id', '=', event.companyId)
    .where('website_id', '=', event.websiteId)
    .where(({ or, and, eb }) =>
      or([
        eb('id', '=', event.accountId),
        and([eb('email_canonical', '=', emailCanonical), eb('ended_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst();
  return row ?? null;
}

async function noteVerified(
  trx: OfficeTransaction,
  companyId: string,
  accountId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ email_verified_at: at })
    .where('company_id', '=', companyId)
    .where('id', '=', accountId)
    .where('email_verified_at', 'is', null)
    .execute();
  await announce(trx, companyId, 'accounts');
}

interface NewApplication {
  readonly company_id: string;
  readonly id: string;
  readonly website_id: string;
  readonly gate_id: string;
  readonly event_number: number;
  readonly kind: string;
  readonly data: string;
  readonly email: string;
  readonly email_canonical: string;
  readonly verdict: string;
  readonly proven: boolean;
  readonly match: string;
  readonly received_at: Date;
  readonly account_id: string | null;
  readonly contact_id: string | null;
}

async function insert(
  trx: OfficeTransaction,
  application: NewApplication & { readonly state: string; readonly decision?: string },
  by: Actor | null,
  at: Date | null,
): Promise<void> {
  await trx
    .insertInto('application')
    .values({ ...application, decided_by: by?.name ?? null, decided_at: at })
    .execute();
  await announce(trx, application.company_id, 'applications');
}

/** Who registers again while the first registration waits has one application, with what was typed last (case 16). */
async function replaceWaiting(trx: OfficeTransaction, application: NewApplication): Promise<string | null> {
  const waiting = await trx
    .selectFrom('application')
    .select(['id', 'version'])
    .where('company_id', '=', application.company_id)
    .where('website_id', '=', application.website_id)
    .where('email_canonical', '=', application.email_canonical)
    .where('kind', '=', 'registration')
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (waiting === undefined) return null;
  const { data, email, verdict, proven, match, account_id, contact_id, event_number } = application;
  await trx
    .updateTable('application')
    .set({
      data,
      email,
      verdict,
      proven,
      match,
      account_id,
      contact_id,
      event_number,
      version: waiting.version + 1,
    })
    .where('company_id', '=', application.company_id)
    .where('id', '=', waiting.id)
    .execute();
  await announce(trx, application.company_id, 'applications');
  return waiting.id;
}

async function audit(
  trx: OfficeTransaction,
  event: RegistrationEvent,
  applicationId: string,
  actor: Actor,
  action: AuditAction,
  contactId: string | null,
): Promise<void> {
  await recordAuditEvent(trx, {
    companyId: event.companyId,
    actor,
    action,
    subject: {
      kind: 'application',
      id: applicationId,
      name: applicantName({ ...event.data, email: event.email }),
    },
    websiteId: event.websiteId,
    ...(contactId === null ? {} : { contactId }),
  });
}
