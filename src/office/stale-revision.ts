import { AppError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { OfficeDatabase, Staff } from './context.ts';

/**
 * The refusal of a change that was based on an older version (case 33): names who changed it and when, from the audit
 * log, in which every change stands.
 */
export async function staleRevision(db: OfficeDatabase, staff: Staff, subjectId: string): Promise<AppError> {
  const last = await db
    .selectFrom('audit_event')
    .select(['actor_name', 'at'])
    .where('company_id', '=', staff.companyId)
    .where('subject_id', '=', subjectId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return new AppError('stale_revision', {
    who: last?.actor_name ?? 'Gatehouse',
    when: last === undefined ? '' : describeMoment(last.at, staff.language),
  });
}

/** A moment in words of a language, in the time zone of this machine. */
export function describeMoment(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}
