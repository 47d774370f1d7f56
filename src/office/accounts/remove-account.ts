import type { Account } from '../../contract/accounts.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { readAccount } from './account-query.ts';
import { stateOfRow } from './account-state.ts';
import { type LockedAccount, lockAccount, mayBeAtGate } from './lock-account.ts';
import { recordAccountAudit } from './record-account-audit.ts';
import { writeAccountChanges } from './write-account-changes.ts';

/**
 * Removes access. What the gate knows ends with the next publication, and can be undone until then; what it never knew
 * is gone at once.
 * @returns the account that waits for its end, or null where it is gone
 * @throws AppError `not_found`, `stale_revision`, `licence_missing`, `account_ending`
 */
export async function removeAccount(
  office: Office,
  staff: Staff,
  input: { readonly accountId: string; readonly version: number },
): Promise<Account | null> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, staff.companyId, office.clock);
    const locked = await lockAccount(trx, staff, input.accountId, input.version);
    const before = stateOfRow(locked.row);
    if (before.status === 'ended') throw new AppError('account_ending');
    if (!(await mayBeAtGate(trx, locked))) {
      await deleteAccount(trx, staff, locked);
      return null;
    }
    const change = { accountId: locked.row.id, before, after: { ...before, status: 'ended' as const } };
    await writeAccountChanges(trx, office.clock, locked.website, staff.actor, [change]);
    await recordAccountAudit(trx, locked.website, staff.actor, change);
    return readAccount(trx, staff.companyId, locked.row.id);
  });
}

/** Deletes an account that no gate ever knew; its changes stay in the trail. */
export async function deleteAccount(
  trx: OfficeTransaction,
  staff: Staff,
  { website, row }: LockedAccount,
): Promise<void> {
  await trx
    .deleteFrom('account')
    .where('company_id', '=', website.companyId)
    .where('id', '=', row.id)
    .execute();
  await recordAuditEvent(trx, {
    companyId: website.companyId,
    actor: staff.actor,
    action: 'account.removed',
    subject: { kind: 'account', id: row.id, name: `${row.email} · ${website.name}` },
    websiteId: website.id,
    ...(row.contact_id === null ? {} : { contactId: row.contact_id }),
    before: { ...stateOfRow(row) },
  });
  await announce(trx, website.companyId, 'accounts');
}
