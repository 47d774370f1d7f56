import { AppError } from '../../core/errors.ts';
import { type AccountStatus, mayChange } from '../../core/status.ts';
import { newId } from '../../core/uuid.ts';
import { type AccountState, stateOfRow } from '../accounts/account-state.ts';
import { type LockedWebsite, lockWebsite } from '../accounts/lock-website.ts';
import { recordAccountAudit } from '../accounts/record-account-audit.ts';
import { type AccountChange, writeAccountChanges } from '../accounts/write-account-changes.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { pendingAtGate } from './applicant.ts';
import type { ApplicationRecord } from './application-row.ts';
import type { Tie } from './tie-to-contact.ts';

/**
 * Gives the account of a registration its status and its contact. The account keeps the id that the gate gave it; where
 * the address has an account on the website already it is that one (case 16).
 * @returns the account's id
 * @throws AppError `transition_not_allowed`
 */
export async function decideAccount(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  application: ApplicationRecord,
  decided: { readonly status: AccountStatus; readonly reason: string; readonly tie: Tie | null },
): Promise<string> {
  const website = await lockWebsite(trx, staff.companyId, application.website_id);
  const row = await findAccount(trx, website, application);
  const change: AccountChange =
    row === null
      ? newAccount(application, decided)
      : {
          accountId: row.id,
          before: stateOfRow(row),
          after: {
            ...stateOfRow(row),
            status: decided.status,
            reason: decided.reason,
            contactId: decided.tie?.contactId ?? row.contact_id,
            personId: decided.tie === null ? row.person_id : decided.tie.personId,
          },
          ...(row.email_canonical === application.email_canonical
            ? { emailVerifiedAt: row.email_verified_at ?? application.received_at }
            : {}),
        };
  const from = change.before?.status ?? null;
  if (from === 'ended' || !mayChange(from, decided.status, 'staff')) {
    throw new AppError('transition_not_allowed', { from: from ?? '', to: decided.status });
  }
  await writeAccountChanges(trx, office.clock, website, staff.actor, [change]);
  await recordAccountAudit(trx, website, staff.actor, {
    ...change,
    ...(change.before === null ? { action: `account.${decided.status}` } : {}),
  });
  return change.accountId;
}

function newAccount(
  application: ApplicationRecord,
  decided: { readonly status: AccountStatus; readonly reason: string; readonly tie: Tie | null },
): AccountChange {
  const after: AccountState = {
    status: decided.status,
    email: application.email,
    reason: decided.reason,
    validFrom: null,
    validUntil: null,
    contactId: decided.tie?.contactId ?? null,
    personId: decided.tie?.personId ?? null,
  };
  return {
    accountId: application.account_id ?? newId(),
    before: null,
    after,
    origin: 'application',
    published: pendingAtGate(application.data),
    emailVerifiedAt: application.received_at,
  };
}

async function findAccount(trx: OfficeTransaction, website: LockedWebsite, application: ApplicationRecord) {
  const rows = await trx
    .selectFrom('account')
    .selectAll()
    .where('company_id', '=', website.companyId)
    .where('website_id', '=', website.id)
    .where('ended_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('id', '=', application.account_id), eb('email_canonical', '=', application.email_canonical)]),
    )
    .forUpdate()
    .execute();
  return rows.find((row) => row.id === application.account_id) ?? rows[0] ?? null;
}
