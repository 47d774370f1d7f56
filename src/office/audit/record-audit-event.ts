import type { AuditAction } from '../../core/audit-actions.ts';
import { newId } from '../../core/uuid.ts';
import type { Actor, OfficeTransaction } from '../context.ts';

export interface AuditRecord {
  readonly companyId: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly subject: { readonly kind: string; readonly id: string | null; readonly name: string };
  /** The contact it concerns, so that it stands on that contact's timeline. */
  readonly contactId?: string;
  /** The website it concerns, where that is not the subject itself. */
  readonly websiteId?: string;
  /** The changed values only, never a secret. */
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
}

/** Writes an audit event in the transaction of the change it tells of: both are there, or neither. */
export async function recordAuditEvent(trx: OfficeTransaction, record: AuditRecord): Promise<void> {
  await trx
    .insertInto('audit_event')
    .values({
      company_id: record.companyId,
      id: newId(),
      actor_kind: record.actor.kind,
      actor_id: record.actor.id,
      actor_name: record.actor.name,
      action: record.action,
      subject_kind: record.subject.kind,
      subject_id: record.subject.id,
      subject_name: record.subject.name,
      contact_id: record.contactId ?? null,
      website_id: record.websiteId ?? (record.subject.kind === 'website' ? record.subject.id : null),
      before: record.before ? JSON.stringify(record.before) : null,
      after: record.after ? JSON.stringify(record.after) : null,
    })
    .execute();
}

/** The parts of two records that differ, for `before` and `after`; null where nothing does. */
export function changedValues(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (keys.length === 0) return null;
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: Object.fromEntries(keys.map((key) => [key, after[key]])),
  };
}
