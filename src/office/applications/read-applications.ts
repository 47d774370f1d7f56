import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import {
  type Application,
  type ApplicationRow,
  applicationRow,
  type candidate,
  type comparisonLine,
} from '../../contract/applications.ts';
import { compareWithRegister } from '../../core/application-comparison.ts';
import { erasedWord, showErased } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { reasonSentence } from '../../core/matching/reasons.ts';
import type { MatchVerdict } from '../../core/matching/types.ts';
import type { OfficeDatabase, Staff } from '../context.ts';
import { readCursor, writeCursor } from '../keyset-cursor.ts';
import { personNameOf } from './applicant.ts';
import { readRecord } from './application-row.ts';
import { findOpenRegistration, readAccessOf } from './read-access-of-address.ts';
import { readRegisterEntry } from './register-entry.ts';

/** States in which an application waits for staff. */
export const waitingStates = ['open', 'review_link'] as const;

function query(db: OfficeDatabase, companyId: string) {
  return db
    .selectFrom('application')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'application.company_id')
        .onRef('website.id', '=', 'application.website_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'application.company_id')
        .onRef('contact.id', '=', 'application.contact_id'),
    )
    .where('application.company_id', '=', companyId)
    .where('website.removed_at', 'is', null);
}

function select(db: OfficeDatabase, companyId: string) {
  return query(db, companyId)
    .selectAll('application')
    .select([
      'website.name as website_name',
      'contact.number as contact_number',
      'contact.name as contact_name',
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toRow(row: Row, language: Language): ApplicationRow {
  const { data } = readRecord(row);
  const isErased = row.erased_at !== null;
  return applicationRow.parse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    website: { id: row.website_id, name: row.website_name },
    name: isErased ? erasedWord[language] : personNameOf(data),
    companyName: data.companyName,
    email: isErased ? erasedWord[language] : row.email,
    verdict: row.verdict,
    proven: row.proven,
    contact:
      row.contact_id === null || row.contact_number === null
        ? null
        : { id: row.contact_id, number: row.contact_number, name: row.contact_name ?? '' },
    receivedAt: row.received_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: showErased(row.decided_by, language),
    version: row.version,
  });
}

export interface ApplicationFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state: 'waiting' | 'decided' | 'all';
  readonly websiteId?: string | undefined;
  readonly verdict?: MatchVerdict | undefined;
  readonly search?: string | undefined;
}

/** Applications: those that wait oldest first, others newest first. The total is counted for the first page. */
export async function listApplications(
  db: OfficeDatabase,
  staff: Staff,
  filter: ApplicationFilter,
): Promise<{ items: ApplicationRow[]; next: string | null; total: number | null }> {
  const after = readCursor(filter.cursor, [z.iso.datetime(), z.uuid()]);
  const direction = filter.state === 'waiting' ? 'asc' : 'desc';
  let page = select(db, staff.companyId)
    .where(conditionOf(filter))
    .orderBy(sql`date_trunc('milliseconds', application.received_at)`, direction)
    .orderBy('application.id', direction)
    .limit(filter.limit + 1);
  if (after !== null) {
    const place = sql`(date_trunc('milliseconds', application.received_at), application.id)`;
    const seen = sql`(${after[0]}::timestamptz, ${after[1]}::uuid)`;
    page = page.where(
      direction === 'asc' ? sql<SqlBool>`${place} > ${seen}` : sql<SqlBool>`${place} < ${seen}`,
    );
  }
  const rows = await page.execute();
  const last = rows.at(filter.limit - 1);
  const counted =
    after === null
      ? await query(db, staff.companyId)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where(conditionOf(filter))
          .executeTakeFirstOrThrow()
      : null;
  return {
    items: rows.slice(0, filter.limit).map((listed) => toRow(listed, staff.language)),
    next:
      rows.length > filter.limit && last !== undefined
        ? writeCursor([last.received_at.toISOString(), last.id])
        : null,
    total: counted?.count ?? null,
  };
}

function conditionOf(filter: ApplicationFilter) {
  const conditions = [sql<SqlBool>`true`];
  if (filter.state === 'waiting') conditions.push(sql`application.state IN ('open', 'review_link')`);
  if (filter.state === 'decided') conditions.push(sql`application.state NOT IN ('open', 'review_link')`);
  if (filter.websiteId !== undefined) conditions.push(sql`application.website_id = ${filter.websiteId}`);
  if (filter.verdict !== undefined) conditions.push(sql`application.verdict = ${filter.verdict}`);
  if (filter.search) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`office.plain(concat_ws(' ', application.email, application.data->>'companyName',
      application.data->>'firstName', application.data->>'lastName', application.data->>'town',
      application.data->>'phone', contact.name, contact.number)) LIKE office.plain(${pattern})`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` AND `)})`;
}

/**
 * One application with the contacts that it may belong to, why, and what was typed beside the register (R10, R11).
 * @throws AppError `not_found`
 */
export async function readApplication(
  db: OfficeDatabase,
  staff: Staff,
  applicationId: string,
): Promise<Application> {
  const row = await select(db, staff.companyId)
    .where('application.id', '=', applicationId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  const record = readRecord(row);
  const shown = toRow(row, staff.language);
  const candidates = await readCandidates(db, staff, record.match.candidates);
  const comparedId = shown.contact?.id ?? candidates[0]?.contact.id ?? null;
  return {
    ...shown,
    data: record.data,
    candidates,
    comparison:
      comparedId === null
        ? null
        : { contactId: comparedId, lines: await compareApplication(db, staff, applicationId, comparedId) },
    accountId: row.account_id,
    reason: record.decision?.reason ?? '',
    access: row.kind === 'deletion' ? await readAccessOf(db, record) : [],
    openRegistrationId: row.kind === 'deletion' ? await findOpenRegistration(db, record) : null,
  };
}

/** The candidates as they are now; a contact that is gone is left out. */
async function readCandidates(
  db: OfficeDatabase,
  staff: Staff,
  stored: ReturnType<typeof readRecord>['match']['candidates'],
): Promise<z.infer<typeof candidate>[]> {
  if (stored.length === 0) return [];
  const rows = await db
    .selectFrom('contact')
    .select(['id', 'number', 'name', 'town', 'active'])
    .where('company_id', '=', staff.companyId)
    .where(
      'id',
      'in',
      stored.map((one) => one.contactId),
    )
    .execute();
  const contacts = new Map(rows.map((contact) => [contact.id, contact]));
  return stored.flatMap(({ contactId, score, reasons }) => {
    const contact = contacts.get(contactId);
    if (contact === undefined) return [];
    const sentences = reasons.map((reason) => ({
      code: reason.code,
      text: reasonSentence(reason, staff.language),
      against: reason.against,
    }));
    return [{ contact, score, reasons: sentences }];
  });
}

/** What was typed beside what the register has of any contact. @throws AppError `not_found` */
export async function compareApplication(
  db: OfficeDatabase,
  staff: Staff,
  applicationId: string,
  contactId: string,
): Promise<z.infer<typeof comparisonLine>[]> {
  const row = await db
    .selectFrom('application')
    .selectAll()
    .where('company_id', '=', staff.companyId)
    .where('id', '=', applicationId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return compareWithRegister(readRecord(row).data, await readRegisterEntry(db, staff.companyId, contactId));
}
