import { sql } from 'kysely';
import { z } from 'zod';
import { type Mail, mail as mailShape } from '../../contract/mails.ts';
import { erasedWord } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase, Staff } from '../context.ts';
import { readCursor, writeCursor } from '../keyset-cursor.ts';

function query(db: OfficeDatabase, companyId: string) {
  return db
    .selectFrom('mail')
    .innerJoin('website', (join) =>
      join.onRef('website.company_id', '=', 'mail.company_id').onRef('website.id', '=', 'mail.website_id'),
    )
    .leftJoin('account', (join) =>
      join.onRef('account.company_id', '=', 'mail.company_id').onRef('account.id', '=', 'mail.account_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .where('mail.company_id', '=', companyId);
}

function select(db: OfficeDatabase, companyId: string) {
  return query(db, companyId)
    .selectAll('mail')
    .select(['website.name as website_name', 'contact.id as contact_id', 'contact.name as contact_name']);
}
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toMail(row: Row, { language }: Pick<Staff, 'language'>): Mail {
  const isErased = row.erased_at !== null;
  return mailShape.parse({
    id: row.id,
    website: { id: row.website_id, name: row.website_name },
    event: row.event,
    language: row.language,
    to: isErased ? erasedWord[language] : row.to_address,
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name ?? '' },
    subject: isErased ? erasedWord[language] : row.subject,
    state: row.state,
    error: row.error,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  });
}

export interface MailFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: Mail['state'] | undefined;
  readonly websiteId?: string | undefined;
  readonly search?: string | undefined;
}

/** The mails of the company's gates, newest first (case 24). The total is counted for the first page. */
export async function listMails(
  db: OfficeDatabase,
  staff: Staff,
  filter: MailFilter,
): Promise<{ items: Mail[]; next: string | null; total: number | null }> {
  const after = readCursor(filter.cursor, [z.iso.datetime(), z.uuid()]);
  const conditions = conditionOf(filter);
  let page = select(db, staff.companyId)
    .where(conditions)
    .orderBy(sql`date_trunc('milliseconds', mail.created_at)`, 'desc')
    .orderBy('mail.id', 'desc')
    .limit(filter.limit + 1);
  if (after !== null) {
    page = page.where(
      sql<boolean>`(date_trunc('milliseconds', mail.created_at), mail.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  }
  const rows = await page.execute();
  const last = rows.at(filter.limit - 1);
  const counted =
    after === null
      ? await query(db, staff.companyId)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where(conditions)
          .executeTakeFirstOrThrow()
      : null;
  return {
    items: rows.slice(0, filter.limit).map((row) => toMail(row, staff)),
    next:
      rows.length > filter.limit && last !== undefined
        ? writeCursor([last.created_at.toISOString(), last.id])
        : null,
    total: counted?.count ?? null,
  };
}

function conditionOf(filter: MailFilter) {
  const conditions = [sql<boolean>`true`];
  if (filter.state !== undefined) conditions.push(sql`mail.state = ${filter.state}`);
  if (filter.websiteId !== undefined) conditions.push(sql`mail.website_id = ${filter.websiteId}`);
  if (filter.search) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      sql`office.plain(concat_ws(' ', mail.to_address, mail.subject, contact.name, contact.number)) LIKE office.plain(${pattern})`,
    );
  }
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

/** One mail with its text. @throws AppError `not_found` */
export async function readMail(
  db: OfficeDatabase,
  staff: Staff,
  mailId: string,
): Promise<Mail & { from: string; text: string; html: string }> {
  const row = await select(db, staff.companyId).where('mail.id', '=', mailId).executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return { ...toMail(row, staff), from: row.from_address, text: row.text, html: row.html };
}
