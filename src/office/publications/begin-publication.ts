import { sql } from 'kysely';
import type { WebsiteV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/uuid.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeDatabase, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { changedSettings, readSettings } from '../websites/published-settings.ts';
import { PlanTally } from './plan-tally.ts';
import { writeFailure } from './publication-failure.ts';
import type { PublicationOrder } from './run-publication.ts';

export interface StartedPublication {
  readonly id: string;
  readonly companyId: string;
  readonly websiteId: string;
  readonly gateId: string;
  readonly mode: PublicationOrder['mode'];
  readonly fromRevision: number;
  readonly toRevision: number;
  /** All settings; sent where they changed, or where the gate may lack them. */
  readonly settings: WebsiteV1;
  readonly settingsChanged: boolean;
  readonly tally: PlanTally;
  readonly progress: { done: number; readonly total: number };
}

/**
 * Writes down, before anything is sent, what will be: how far the publication goes, and the settings of that moment.
 * Publications that broke off with their process are noted as interrupted; the caller holds the website's lock.
 */
export async function beginPublication(
  office: Office,
  db: OfficeDatabase,
  order: PublicationOrder,
): Promise<StartedPublication> {
  const { companyId, websiteId } = order;
  return withTransaction({ kysely: db }, async (trx) => {
    const website = await trx
      .selectFrom('website')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .forUpdate()
      .executeTakeFirst();
    if (website === undefined) throw new AppError('not_found');
    const now = office.clock.now();
    await trx
      .updateTable('publication')
      .set({
        state: 'failed',
        failure: writeFailure(new AppError('publication_interrupted')),
        finished_at: now,
      })
      .where('company_id', '=', companyId)
      .where('website_id', '=', websiteId)
      .where('state', '=', 'running')
      .execute();
    if (order.actor.kind === 'system') await forgetVainAttempts(trx, order);
    const settings = await readSettings(trx, companyId, websiteId);
    const settingsChanged = website.settings_revision > website.published_settings_revision;
    const fromRevision = website.published_revision;
    const toRevision = website.revision;
    const { total } = await trx
      .selectFrom('account')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('company_id', '=', companyId)
      .where('website_id', '=', websiteId)
      .where(
        order.mode === 'snapshot'
          ? sql<boolean>`ended_at IS NULL`
          : sql<boolean>`revision > ${fromRevision} AND revision <= ${toRevision}`,
      )
      .executeTakeFirstOrThrow();
    const names = settingsChanged ? changedSettings(website.published_settings, settings) : [];
    const tally = new PlanTally(settings, names, now);
    const id = newId();
    await trx
      .insertInto('publication')
      .values({
        company_id: companyId,
        id,
        website_id: websiteId,
        state: 'running',
        mode: order.mode,
        from_revision: fromRevision,
        to_revision: toRevision,
        settings_revision: settingsChanged ? website.settings_revision : null,
        plan: JSON.stringify(tally.summary),
        progress: JSON.stringify({ done: 0, total }),
        actor: order.actor.name,
        rolls_back: order.rollsBack ?? null,
        started_at: now,
      })
      .execute();
    await trx
      .updateTable('website')
      .set({ attempted_revision: sql<number>`greatest(attempted_revision, ${toRevision}::bigint)` })
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .execute();
    await announce(trx, companyId, 'publications');
    return {
      id,
      companyId,
      websiteId,
      gateId: website.gate_id,
      mode: order.mode,
      fromRevision,
      toRevision,
      settings,
      settingsChanged,
      tally,
      progress: { done: 0, total },
    };
  });
}

/** While a gate is down the office tries again and again by itself; the history shows the last attempt only. */
async function forgetVainAttempts(trx: OfficeTransaction, order: PublicationOrder): Promise<void> {
  await trx
    .deleteFrom('publication')
    .where('company_id', '=', order.companyId)
    .where('website_id', '=', order.websiteId)
    .where('state', '=', 'failed')
    .where('actor', '=', order.actor.name)
    .where('rolls_back', 'is', null)
    .where(sql<boolean>`progress->>'done' = '0'`)
    .execute();
}
