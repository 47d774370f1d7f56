import type { Account } from '../../contract/accounts.ts';
import { AppError } from '../../core/errors.ts';
import { type AccountStatus, mayChange } from '../../core/status.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { staleRevision } from '../stale-revision.ts';
import { readAccounts } from './account-query.ts';
import { stateOfRow } from './account-state.ts';
import { lockWebsite } from './lock-website.ts';
import { recordAccountAudit } from './record-account-audit.ts';
import { type AccountChange, writeAccountChanges } from './write-account-changes.ts';

export interface StatusRequest {
  readonly accounts: readonly { readonly id: string; readonly version: number }[];
  readonly status: AccountStatus;
  readonly reason: string;
}

/**
 * Sets one status for several accounts (R5, case 25). Each stands for itself: one that somebody changed meanwhile, or
 * that can't become this, is refused with the reason, the others change (case 33).
 * @throws AppError `licence_missing`
 */
export async function setAccountStatus(
  office: Office,
  staff: Staff,
  request: StatusRequest,
): Promise<{ changed: Account[]; refused: { id: string; message: string }[] }> {
  const { companyId } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const versions = new Map(request.accounts.map((account) => [account.id, account.version]));
    const refused = new Map<string, AppError>(
      [...versions.keys()].map((id) => [id, new AppError('not_found')]),
    );
    const changed: string[] = [];
    for (const [websiteId, ids] of await byWebsite(trx, companyId, [...versions.keys()])) {
      const website = await lockWebsite(trx, companyId, websiteId);
      const changes: AccountChange[] = [];
      const rows = await trx
        .selectFrom('account')
        .selectAll()
        .where('company_id', '=', companyId)
        .where('id', 'in', ids)
        .orderBy('id')
        .forUpdate()
        .execute();
      for (const row of rows) {
        const before = stateOfRow(row);
        const refusal =
          row.version !== versions.get(row.id)
            ? await staleRevision(trx, staff, row.id)
            : refuse(before.status, request.status);
        if (refusal !== null) {
          refused.set(row.id, refusal);
          continue;
        }
        refused.delete(row.id);
        changed.push(row.id);
        changes.push({
          accountId: row.id,
          before,
          after: { ...before, status: request.status, reason: request.reason },
        });
      }
      await writeAccountChanges(trx, office.clock, website, staff.actor, changes);
      for (const change of changes) await recordAccountAudit(trx, website, staff.actor, change);
    }
    return {
      changed: await readAccounts(trx, companyId, changed),
      refused: [...refused].map(([id, error]) => ({ id, message: error.in(staff.language) })),
    };
  });
}

function refuse(from: AccountStatus | 'ended', to: AccountStatus): AppError | null {
  if (from === 'ended') return new AppError('account_ending');
  return mayChange(from, to, 'staff') ? null : new AppError('transition_not_allowed', { from, to });
}

/** The accounts by website, websites in the order in which they are locked; removed websites are left out. */
async function byWebsite(
  trx: OfficeTransaction,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .select(['account.id', 'account.website_id'])
    .where('account.company_id', '=', companyId)
    .where('account.id', 'in', [...ids])
    .where('account.contact_id', 'is not', null)
    .where('website.removed_at', 'is', null)
    .orderBy('account.website_id')
    .execute();
  const websites = new Map<string, string[]>();
  for (const row of rows) websites.set(row.website_id, [...(websites.get(row.website_id) ?? []), row.id]);
  return websites;
}
