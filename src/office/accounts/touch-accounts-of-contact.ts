import { sql } from 'kysely';
import type { Clock } from '../../core/clock.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';
import { raiseAccounts } from './raise-accounts.ts';

/**
 * After a change of contacts or their persons that the gate shall know of (number, name, types, price group,
 * language, active, a person's name): gives each of their accounts the next revision of its website, so that the next
 * publication carries the new claims, or closes the access of a contact that is inactive now (R15, case 7).
 * Statuses stay, so no mail goes out. Call it in the transaction of the change, after the contact was written.
 * @returns how many accounts were touched
 */
export async function touchAccountsOfContact(
  trx: OfficeTransaction,
  clock: Clock,
  input: { readonly companyId: string; readonly contactIds: readonly string[]; readonly actor: Actor },
): Promise<number> {
  const { companyId, actor } = input;
  const contactIds = [...new Set(input.contactIds)];
  if (contactIds.length === 0) return 0;
  const websites = await trx
    .selectFrom('website')
    .select('id')
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('account')
          .select(sql`1`.as('one'))
          .where('account.company_id', '=', companyId)
          .whereRef('account.website_id', '=', 'website.id')
          .where('account.ended_at', 'is', null)
          .where('account.contact_id', '=', sql<string>`ANY(${contactIds}::uuid[])`),
      ),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  if (websites.length === 0) return 0;
  const count = await raiseAccounts(trx, clock, {
    companyId,
    websiteIds: websites.map((website) => website.id),
    which: sql`account.contact_id = ANY(${contactIds}::uuid[])`,
    actor,
  });
  if (count > 0) {
    await announce(trx, companyId, 'accounts');
    await requestPublication(trx, companyId);
  }
  return count;
}
