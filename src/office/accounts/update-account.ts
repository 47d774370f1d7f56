import type { Account, AccountInput } from '../../contract/accounts.ts';
import { AppError } from '../../core/errors.ts';
import { mayChange } from '../../core/status.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { readAccount } from './account-query.ts';
import { stateOfRow } from './account-state.ts';
import { checkAccountInput, stateOfInput } from './check-account-input.ts';
import { lockAccount } from './lock-account.ts';
import { recordAccountAudit } from './record-account-audit.ts';
import { writeAccountChanges } from './write-account-changes.ts';

/**
 * Edit access (R3, R5): address, status, reason, person and validity. It waits for publication. A corrected address
 * counts as not verified; the gate has it verified anew and tells old and new address (case 13).
 * @throws AppError `not_found`, `stale_revision`, `licence_missing`, `account_email_taken`, `account_ending`,
 *   `account_website_fixed`, `transition_not_allowed`, `person_of_other_contact`, `validity_reversed`
 */
export async function updateAccount(
  office: Office,
  staff: Staff,
  input: { readonly accountId: string; readonly account: AccountInput; readonly version: number },
): Promise<Account> {
  const { companyId } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const { website, row } = await lockAccount(trx, staff, input.accountId, input.version);
    const before = stateOfRow(row);
    if (row.contact_id === null) throw new AppError('not_found');
    if (before.status === 'ended') throw new AppError('account_ending');
    if (input.account.websiteId !== website.id) {
      throw new AppError('account_website_fixed', {}, { field: 'account.websiteId' });
    }
    const after = stateOfInput(input.account, row.contact_id);
    if (!mayChange(before.status, after.status, 'staff')) {
      throw new AppError('transition_not_allowed', { from: before.status, to: after.status });
    }
    await checkAccountInput(trx, website, input.account, row.contact_id, row.id);
    const change = { accountId: row.id, before, after };
    await writeAccountChanges(trx, office.clock, website, staff.actor, [change]);
    await recordAccountAudit(trx, website, staff.actor, change);
    return readAccount(trx, companyId, row.id);
  });
}
