import { type RawBuilder, sql } from 'kysely';
import { erasedMark, impersonalValues } from '../../core/erased.ts';
import type { OfficeTransaction } from '../context.ts';

/** Whose lines they are; by ids first, as a register has few of them for each person. */
export interface AuditTraces {
  readonly companyId: string;
  /** Accounts, applications, contact persons, contacts and mails that lines are about. */
  readonly subjectIds: readonly string[];
  /** Contacts that are gone whole, with all that ever stood on their timelines. */
  readonly contactIds: readonly string[];
  /** Websites and addresses of what visitors did there while the office knew no account of theirs. */
  readonly websiteIds: readonly string[];
  readonly addresses: readonly string[];
}

/**
 * Takes personal data out of a person's lines of the audit log (case 37): what happened, when, by which employee and to
 * which record stays. It is the one way in which a line is ever changed; a trigger refuses all others, and refuses this
 * one where it touches more (migration 0004). What calls it writes down that somebody was erased.
 *
 * The lines are found by the ids that they are about, each by an index (`audit_by_subject`, `audit_by_contact`), and by
 * whole addresses of visitors (`audit_by_visitor`): with a million lines this reads those of the person, and the text of
 * none. Each index has a statement of its own, as one with OR between them might read the whole log.
 */
export async function eraseAuditLines(trx: OfficeTransaction, at: Date, traces: AuditTraces): Promise<void> {
  const { companyId, subjectIds, contactIds, websiteIds, addresses } = traces;
  await sql`SELECT set_config('gatehouse.erasing', 'on', true)`.execute(trx);
  if (subjectIds.length > 0) {
    await eraseWhere(trx, at, companyId, sql`subject_id = ANY(${[...subjectIds]}::uuid[])`);
  }
  if (contactIds.length > 0) {
    await eraseWhere(trx, at, companyId, sql`contact_id = ANY(${[...contactIds]}::uuid[])`);
  }
  if (addresses.length > 0 && websiteIds.length > 0) {
    const ofVisitor = sql`actor_kind = 'visitor' AND lower(actor_name) = ANY(${[...addresses]}::text[])
      AND website_id = ANY(${[...websiteIds]}::uuid[]) AND subject_kind = 'website'`;
    await eraseWhere(trx, at, companyId, ofVisitor);
  }
  await sql`SELECT set_config('gatehouse.erasing', '', true)`.execute(trx);
}

async function eraseWhere(
  trx: OfficeTransaction,
  at: Date,
  companyId: string,
  condition: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    UPDATE audit_event SET erased_at = ${at}::timestamptz,
      actor_name = CASE WHEN actor_kind = 'visitor' AND actor_name <> '' THEN ${erasedMark} ELSE actor_name END,
      subject_name = ${impersonalName},
      before = ${withoutPersonalData(sql.ref('before'))}, after = ${withoutPersonalData(sql.ref('after'))}
    WHERE company_id = ${companyId} AND ${condition} AND erased_at IS NULL`.execute(trx);
}

/** Account and mail are named with their website and kind, which stay; a website is nobody. */
const impersonalName = sql`CASE
  WHEN subject_kind = 'website' THEN subject_name
  WHEN subject_kind = 'mail' THEN regexp_replace(subject_name, ' · .*$', ${` · ${erasedMark}`})
  WHEN subject_name LIKE '% · %' THEN regexp_replace(subject_name, '^.* · ', ${`${erasedMark} · `})
  ELSE ${erasedMark} END`;

/** The values that tell nothing of the person, and in place of the others that there was one. */
function withoutPersonalData(values: RawBuilder<unknown>): RawBuilder<unknown> {
  const kept = [...impersonalValues];
  return sql`CASE WHEN jsonb_typeof(${values}) = 'object' THEN coalesce((
      SELECT jsonb_object_agg(key, CASE
        WHEN key = ANY(${kept}::text[]) OR jsonb_typeof(value) = 'boolean' OR value IN ('null', '""', '[]', '{}') THEN value
        ELSE to_jsonb(${erasedMark}::text) END)
      FROM jsonb_each(${values})), '{}') END`;
}
