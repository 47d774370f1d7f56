import { z } from 'zod';
import type { AuditEvent } from '../../contract/companies.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';

export interface AuditQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly subjectId?: string | undefined;
  /** Words in who did it, what was done, or to whom. */
  readonly search?: string | undefined;
}

const actorKind = z.enum(['staff', 'visitor', 'policy', 'system']);
const values = z.record(z.string(), z.unknown()).nullable();
const cursorShape = z.uuid();

/**
 * The audit trail, newest first; ids are UUIDv7, so that the last id of a page is the cursor of the next.
 * @throws AppError `invalid_input` for a cursor that is none of ours
 */
export async function listAuditEvents(
  db: OfficeDatabase,
  companyId: string,
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
    const { at, id } = await afterCursor(db, companyId, query.cursor);
    select = select.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(at, id)));
  }
  if (query.subjectId !== undefined) {
    if (!z.uuid().safeParse(query.subjectId).success) return { items: [], next: null, total: null };
    select = select.where('subject_id', '=', query.subjectId);
  }
  for (const word of (query.search ?? '').split(/\s+/).filter((part) => part !== '')) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where(({ eb, or }) =>
      or([
        eb('actor_name', 'ilike', pattern),
        eb('action', 'ilike', pattern),
        eb('subject_name', 'ilike', pattern),
      ]),
    );
  }
  const rows = await select.execute();
  const items = rows.slice(0, query.limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: actorKind.parse(row.actor_kind), name: row.actor_name },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    before: values.parse(row.before),
    after: values.parse(row.after),
  }));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null, total: null };
}

async function afterCursor(db: OfficeDatabase, companyId: string, cursor: string) {
  const id = cursorShape.safeParse(cursor);
  const row = id.success
    ? await db
        .selectFrom('audit_event')
        .select(['at', 'id'])
        .where('company_id', '=', companyId)
        .where('id', '=', id.data)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw new AppError('invalid_input', {}, { field: 'cursor' });
  return row;
}
