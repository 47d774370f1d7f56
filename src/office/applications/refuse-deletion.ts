import { sql } from 'kysely';
import type { DeletionRefusal } from '../../core/deletion-refusal.ts';
import { type LockedWebsite, lockWebsite } from '../accounts/lock-website.ts';
import { raiseAccounts } from '../accounts/raise-accounts.ts';
import { writeAccountChanges } from '../accounts/write-account-changes.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';
import { pendingAtGate } from './applicant.ts';
import type { ApplicationRecord } from './application-row.ts';
import { lockAccountsOf, lockRegistration } from './lock-applicant.ts';

/**
 * Puts the answer to a request to be deleted with the account, so that the next publication takes it to the gate, which
 * tells the person (I3). Access stays what it is; so does the status of who still waits for approval. Who has
 * nothing on the website any more is told nothing: the end of the access was the answer.
 */
export async function refuseDeletion(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  answer: { readonly at: Date; readonly reason: string },
): Promise<void> {
  const registration = await lockRegistration(trx, application);
  const website = await lockWebsite(trx, staff.companyId, application.website_id);
  const [account] = await lockAccountsOf(trx, website, application);
  const accountId = account?.id ?? (await takeOver(office, trx, staff, website, registration));
  if (accountId === null) return;
  const refusal: DeletionRefusal = {
    askedAt: application.received_at.toISOString(),
    at: answer.at.toISOString(),
    reason: answer.reason,
  };
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set({ deletion_refused: JSON.stringify(refusal) })
    .where('company_id', '=', staff.companyId)
    .where('id', '=', accountId)
    // An older request that is decided again never hides the answer to a newer one.
    .where(
      sql<boolean>`coalesce((deletion_refused->>'askedAt')::timestamptz <= ${refusal.askedAt}::timestamptz, true)`,
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  await raiseAccounts(trx, office.clock, {
    companyId: staff.companyId,
    websiteIds: [website.id],
    which: sql`account.id = ${accountId}::uuid`,
    actor: staff.actor,
  });
  await announce(trx, staff.companyId, 'accounts');
  await requestPublication(trx, staff.companyId);
}

/**
 * Forgets the answer to a request that was taken back at the gate before the answer arrived there: it is not published
 * any more, and the plan promises no mail for it.
 */
export async function forgetRefusal(
  trx: OfficeTransaction,
  request: { readonly company_id: string; readonly account_id: string | null; readonly received_at: Date },
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ deletion_refused: null })
    .where('company_id', '=', request.company_id)
    .where('id', '=', request.account_id)
    .where(sql<boolean>`(deletion_refused->>'askedAt')::timestamptz = ${request.received_at}::timestamptz`)
    .execute();
  await announce(trx, request.company_id, 'accounts');
}

/** Somebody whom only the gate has an account of, as nobody decided yet: the office has it from now on, still waiting. */
async function takeOver(
  office: Office,
  trx: OfficeTransaction,
  { actor }: Staff,
  website: LockedWebsite,
  registration: ApplicationRecord | null,
): Promise<string | null> {
  const accountId = registration?.account_id ?? null;
  if (registration === null || accountId === null) return null;
  const after = {
    status: 'pending' as const,
    email: registration.email,
    reason: '',
    validFrom: null,
    validUntil: null,
    contactId: null,
    personId: null,
  };
  await writeAccountChanges(trx, office.clock, website, actor, [
    {
      accountId,
      before: null,
      after,
      origin: 'application',
      published: pendingAtGate(registration.data),
      emailVerifiedAt: registration.received_at,
    },
  ]);
  return accountId;
}
