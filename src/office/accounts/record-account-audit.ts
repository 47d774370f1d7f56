import type { AuditAction } from '../../core/audit-actions.ts';
import { changedValues, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import type { AccountState } from './account-state.ts';
import type { LockedWebsite } from './lock-website.ts';

/**
 * Records a change of an account: named by its new status where that changed (`account.approved`), `account.removed`
 * where it ended, else `account.changed`; or by what the caller calls it.
 */
export async function recordAccountAudit(
  trx: OfficeTransaction,
  website: LockedWebsite,
  actor: Actor,
  change: {
    readonly accountId: string;
    readonly before: AccountState | null;
    readonly after: AccountState;
    readonly action?: AuditAction;
  },
): Promise<void> {
  const { accountId, before, after } = change;
  const changed = before === null ? { after: { ...after } } : changedValues(before, after);
  if (changed === null) return;
  await recordAuditEvent(trx, {
    companyId: website.companyId,
    actor,
    action: change.action ?? actionOf(before, after),
    subject: { kind: 'account', id: accountId, name: `${after.email} · ${website.name}` },
    websiteId: website.id,
    ...(after.contactId === null ? {} : { contactId: after.contactId }),
    ...changed,
  });
}

function actionOf(before: AccountState | null, after: AccountState): AuditAction {
  if (before === null) return 'account.created';
  if (before.status === after.status) return 'account.changed';
  return after.status === 'ended' ? 'account.removed' : `account.${after.status}`;
}
