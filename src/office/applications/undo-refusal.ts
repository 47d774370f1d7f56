import type { Selectable } from 'kysely';
import { deletionRefusal } from '../../contract/link.ts';
import type { DeletionRefusal } from '../../core/deletion-refusal.ts';
import type { AccountTable } from '../../database/office-tables.ts';
import type { OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';

/**
 * Takes back a refusal to delete that waits for publication: the account has the answer that was published before, if
 * any, and the request waits for a decision again.
 */
export async function undoRefusal(
  trx: OfficeTransaction,
  account: Pick<Selectable<AccountTable>, 'company_id' | 'id' | 'deletion_refused'>,
  published: DeletionRefusal | undefined,
): Promise<void> {
  const refused = deletionRefusal.safeParse(account.deletion_refused).data;
  if (refused === undefined || refused.at === published?.at) return;
  await trx
    .updateTable('account')
    .set({ deletion_refused: published === undefined ? null : JSON.stringify(published) })
    .where('company_id', '=', account.company_id)
    .where('id', '=', account.id)
    .execute();
  await trx
    .updateTable('application')
    .set(({ eb }) => ({
      state: 'open',
      decision: null,
      decided_at: null,
      decided_by: null,
      version: eb('version', '+', 1),
    }))
    .where('company_id', '=', account.company_id)
    .where('account_id', '=', account.id)
    .where('kind', '=', 'deletion')
    .where('state', '=', 'declined')
    .where('received_at', '=', new Date(refused.askedAt))
    .execute();
  await announce(trx, account.company_id, 'applications');
}
