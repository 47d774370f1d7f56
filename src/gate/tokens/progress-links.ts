import type { GateTransaction } from '../context.ts';

/** Days that the private link to the progress of an application works, however often it is opened. */
export const progressDays = 180;

/**
 * Keeps progress links with what they are about: one of an application goes over to the account that staff made in its
 * place, one of an account that ended is removed, and with it the address in it (case 37).
 * @param takenOver the account in the place of each application, by ids.
 */
export async function settleProgressLinks(
  trx: GateTransaction,
  websiteId: string,
  takenOver: ReadonlyMap<string, string>,
  endedIds: readonly string[],
): Promise<void> {
  for (const [applicationId, accountId] of takenOver) {
    await trx
      .updateTable('token')
      .set({ account_id: accountId })
      .where('website_id', '=', websiteId)
      .where('account_id', '=', applicationId)
      .execute();
  }
  if (endedIds.length === 0) return;
  await trx
    .deleteFrom('token')
    .where('website_id', '=', websiteId)
    .where('account_id', '=', (any) => any.fn.any(any.val([...endedIds])))
    .execute();
}
