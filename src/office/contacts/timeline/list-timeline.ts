import { sql } from 'kysely';
import { z } from 'zod';
import { timelineEntry } from '../../../contract/contacts.ts';
import type { AuditAction } from '../../../core/audit-actions.ts';
import { showErased } from '../../../core/erased.ts';
import { AppError } from '../../../core/errors.ts';
import type { Language } from '../../../core/language.ts';
import { everydayEvents } from '../../../core/security-events.ts';
import type { OfficeDatabase } from '../../context.ts';

export type TimelineEntry = z.infer<typeof timelineEntry>;

interface EventRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_name: string;
  readonly action: string;
  readonly subject_name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What happened to a contact, its persons and its access, newest first: its audit events, and the import that made
 * it. The cursor is the id of the last entry of the page before.
 * @throws AppError `not_found`, `invalid_input` for a cursor that is no id
 */
export async function listTimeline(
  db: OfficeDatabase,
  companyId: string,
  input: {
    readonly contactId: string;
    readonly cursor?: string | undefined;
    readonly limit: number;
    /** With the everyday sign-ins. */
    readonly signIns: boolean;
  },
  language: Language = 'en',
): Promise<{ items: TimelineEntry[]; next: string | null; total: null }> {
  const { contactId, cursor, limit, signIns } = input;
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) {
    throw new AppError('invalid_input', {}, { field: 'cursor' });
  }
  const contact = await db
    .selectFrom('contact')
    .select('import_id')
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (contact === undefined) throw new AppError('not_found');
  const before =
    cursor === undefined
      ? sql`true`
      : sql`(at, id) < (SELECT at, id FROM audit_event WHERE company_id = ${companyId} AND id = ${cursor})`;
  const leftOut = signIns ? [] : everydayEvents.map((event): AuditAction => `visitor.${event}`);
  const { rows } = await sql<EventRow>`
    (SELECT id, at, actor_kind, actor_name, action, subject_name, before, after FROM audit_event
      WHERE company_id = ${companyId} AND contact_id = ${contactId} AND ${before}
        AND action <> ALL(${leftOut}::text[])
      ORDER BY at DESC, id DESC LIMIT ${limit + 1})
    UNION ALL
    (SELECT id, at, actor_kind, actor_name, 'contact.imported', subject_name, NULL, NULL FROM audit_event
      WHERE company_id = ${companyId} AND subject_id = ${contact.import_id} AND action = 'contacts.imported' AND ${before}
      LIMIT 1)
    ORDER BY at DESC, id DESC LIMIT ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map((row) =>
    timelineEntry.parse({
      id: row.id,
      at: row.at.toISOString(),
      actor: { kind: row.actor_kind, name: row.actor_name },
      action: row.action,
      subject: row.subject_name,
      before: row.before,
      after: row.after,
    }),
  );
  return {
    items: showErased(items, language),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: null,
  };
}
