import { sql } from 'kysely';
import { z } from 'zod';
import { type Publication, publication as publicationShape } from '../../contract/publications.ts';
import { showErased } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase, Staff } from '../context.ts';
import { readCursor, writeCursor } from '../keyset-cursor.ts';
import { type PlanSummary, planSummary } from './plan-tally.ts';
import { describeFailure } from './publication-failure.ts';
import { canRollBack } from './roll-back-targets.ts';

function query(db: OfficeDatabase, companyId: string) {
  return db
    .selectFrom('publication')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'publication.company_id')
        .onRef('website.id', '=', 'publication.website_id'),
    )
    .selectAll('publication')
    .select(['website.name as website_name', canRollBack.as('can_roll_back')])
    .where('publication.company_id', '=', companyId);
}
type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

function toPublication(row: Row, staff: Staff): Publication & { lines: PlanSummary['lines'] } {
  const { settings: _names, ...plan } = planSummary.parse(row.plan);
  return {
    ...publicationShape.parse({
      id: row.id,
      website: { id: row.website_id, name: row.website_name },
      state: row.state,
      mode: row.mode,
      by: row.actor,
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      durationMs:
        row.finished_at === null ? null : Math.max(0, row.finished_at.getTime() - row.started_at.getTime()),
      progress: row.progress,
      ...plan,
      settingsChanged: row.settings_revision !== null,
      failure: row.failure === null ? null : describeFailure(row.failure, staff.language),
      rollsBack: row.rolls_back,
      canRollBack: row.can_roll_back,
    }),
    lines: showErased(plan.lines, staff.language),
  };
}

/** One publication with its first lines. @throws AppError `not_found` */
export async function readPublication(
  db: OfficeDatabase,
  staff: Staff,
  publicationId: string,
): Promise<Publication & { lines: PlanSummary['lines'] }> {
  const row = await query(db, staff.companyId).where('publication.id', '=', publicationId).executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return toPublication(row, staff);
}

/** The company's publications, newest first. */
export async function listPublications(
  db: OfficeDatabase,
  staff: Staff,
  filter: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly websiteId?: string | undefined;
  },
): Promise<{ items: Publication[]; next: string | null; total: number | null }> {
  const after = readCursor(filter.cursor, [z.iso.datetime(), z.uuid()]);
  let page = query(db, staff.companyId)
    .orderBy('publication.started_at', 'desc')
    .orderBy('publication.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.websiteId !== undefined) page = page.where('publication.website_id', '=', filter.websiteId);
  if (after !== null) {
    page = page.where(
      sql<boolean>`(publication.started_at, publication.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  }
  const rows = await page.execute();
  const last = rows.at(filter.limit - 1);
  return {
    items: rows.slice(0, filter.limit).map((row) => toPublication(row, staff)),
    next:
      rows.length > filter.limit && last !== undefined
        ? writeCursor([last.started_at.toISOString(), last.id])
        : null,
    total: null,
  };
}
