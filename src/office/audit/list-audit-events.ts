import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { AuditEvent } from '../../contract/companies.ts';
import { erasedMark, erasedWord, showErased } from '../../core/erased.ts';
import { AppError } from '../../core/errors.ts';
import type { Translated } from '../../core/language.ts';
import type { OfficeDatabase, Staff } from '../context.ts';

export interface AuditQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly subjectId?: string | undefined;
  readonly by?: 'staff' | 'visitor' | undefined;
  readonly websiteId?: string | undefined;
  /** Who did it, by the name that stands in the log. */
  readonly person?: string | undefined;
  /** Words in who did it, what was done, or to whom. */
  readonly search?: string | undefined;
  /** Acts that the words stand for as well, comma-joined. */
  readonly acts?: string | undefined;
}

const actorKind = z.enum(['staff', 'visitor', 'policy', 'system']);
const values = z.record(z.string(), z.unknown()).nullable();
const cursorShape = z.uuid();
/** Who did what strangers can cause at will, and is not known. */
const unknownVisitor: Translated = { nl: 'Onbekende bezoeker', en: 'Unknown visitor' };

/**
 * The audit trail, newest first. The cursor is the id of the last event of the page before.
 * @throws AppError `invalid_input` for a cursor that is none of ours
 */
export async function listAuditEvents(
  db: OfficeDatabase,
  { companyId, language }: Pick<Staff, 'companyId' | 'language'>,
  query: AuditQuery,
): Promise<{ items: AuditEvent[]; next: string | null; total: null }> {
  let select = db
    .selectFrom('audit_event')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.cursor !== undefined) {
    await requireCursor(db, companyId, query.cursor);
    // Compared where it stands: a time that was here in between would have lost its microseconds.
    select = select.where(
      sql<SqlBool>`(at, id) < (SELECT at, id FROM audit_event WHERE company_id = ${companyId} AND id = ${query.cursor})`,
    );
  }
  if (query.subjectId !== undefined) {
    if (!z.uuid().safeParse(query.subjectId).success) return { items: [], next: null, total: null };
    select = select.where('subject_id', '=', query.subjectId);
  }
  if (query.by !== undefined) select = select.where('actor_kind', '=', query.by);
  if (query.websiteId !== undefined) select = select.where('website_id', '=', query.websiteId);
  if (query.person !== undefined) {
    const isErased = query.person === erasedWord[language];
    select = select.where('actor_name', '=', isErased ? erasedMark : query.person);
  }
  const words = (query.search ?? '').split(/\s+/).filter((part) => part !== '');
  const acts = (query.acts ?? '').split(',').filter((act) => act !== '');
  if (words.length > 0) {
    select = select.where(({ eb, or, and }) => {
      const hasWord = (word: string) => {
        const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
        return or([
          eb('actor_name', 'ilike', pattern),
          eb('action', 'ilike', pattern),
          eb('subject_name', 'ilike', pattern),
        ]);
      };
      const isAct = acts.length === 0 ? [] : [eb('action', 'in', acts)];
      return or([and(words.map(hasWord)), ...isAct]);
    });
  }
  const rows = await select.execute();
  const items = rows.slice(0, query.limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: actorKind.parse(row.actor_kind), name: row.actor_name || unknownVisitor[language] },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    before: values.parse(row.before),
    after: values.parse(row.after),
  }));
  return {
    items: showErased(items, language),
    next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null,
    total: null,
  };
}

async function requireCursor(db: OfficeDatabase, companyId: string, cursor: string): Promise<void> {
  const id = cursorShape.safeParse(cursor);
  const row = id.success
    ? await db
        .selectFrom('audit_event')
        .select('id')
        .where('company_id', '=', companyId)
        .where('id', '=', id.data)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw new AppError('invalid_input', {}, { field: 'cursor' });
}
