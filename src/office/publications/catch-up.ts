import { sql } from 'kysely';
import type { StatusV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { raiseAccounts } from '../accounts/raise-accounts.ts';
import type { Office, OfficeDatabase } from '../context.ts';
import type { PublicationOrder } from './run-publication.ts';

/**
 * Before a snapshot: lifts a website's revisions above what its gate has, where this office was set back to an earlier
 * state (a restored backup). The gate refuses the changes of such an office, as they could open what was closed since
 * (I1); a snapshot that staff order is their word that what the office has now is right. Does nothing otherwise, nor
 * where the gate does not answer: the publication itself will say so.
 */
export async function catchUp(office: Office, db: OfficeDatabase, order: PublicationOrder): Promise<void> {
  const { companyId, websiteId, actor } = order;
  const atGate = await statusAtGate(office, db, order);
  if (atGate === null) return;
  await withTransaction({ kysely: db }, async (trx) => {
    const website = await trx
      .selectFrom('website')
      .select(['revision', 'settings_revision'])
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .forUpdate()
      .executeTakeFirst();
    if (website === undefined) return;
    if (website.settings_revision < atGate.settingsRevision) {
      await trx
        .updateTable('website')
        .set({ settings_revision: atGate.settingsRevision + 1 })
        .where('company_id', '=', companyId)
        .where('id', '=', websiteId)
        .execute();
    }
    if (website.revision >= atGate.appliedRevision) return;
    await trx
      .updateTable('website')
      .set({
        revision: atGate.appliedRevision,
        attempted_revision: sql<number>`greatest(attempted_revision, ${atGate.appliedRevision}::bigint)`,
      })
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .execute();
    await raiseAccounts(trx, office.clock, { companyId, websiteIds: [websiteId], which: sql`true`, actor });
  });
}

async function statusAtGate(
  office: Office,
  db: OfficeDatabase,
  order: PublicationOrder,
): Promise<StatusV1['websites'][number] | null> {
  const website = await db
    .selectFrom('website')
    .select('gate_id')
    .where('company_id', '=', order.companyId)
    .where('id', '=', order.websiteId)
    .executeTakeFirst();
  if (website === undefined) return null;
  try {
    const { websites } = await office.gates.status(website.gate_id);
    return websites.find((known) => known.id === order.websiteId) ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
