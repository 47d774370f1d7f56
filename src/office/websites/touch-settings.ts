import { sql } from 'kysely';
import type { OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';

/**
 * Marks the settings of a company's websites as changed, so that the next publication carries them: after a new
 * licence or another company name, both of which the gate is told with the settings. Without `websiteId` of all.
 */
export async function touchWebsiteSettings(
  trx: OfficeTransaction,
  companyId: string,
  websiteId?: string,
): Promise<void> {
  let query = trx
    .updateTable('website')
    .set({ settings_revision: sql<number>`settings_revision + 1` })
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null);
  if (websiteId !== undefined) query = query.where('id', '=', websiteId);
  await query.execute();
  await announce(trx, companyId, 'websites');
  await requestPublication(trx, companyId);
}
