import { isLanguage } from '../../core/language.ts';
import type { Office, SignedInEmployee } from '../context.ts';
import { hashToken } from './session-token.ts';

/** A session ends after this long without a request, and after `sessionHours` in any case (OWASP ASVS 7.3). */
export const idleHours = 12;
export const sessionHours = 7 * 24;

const hourInMs = 3_600_000;
const minuteInMs = 60_000;

/**
 * The employee whose session this token is, with the companies they have a role in; null where it is none.
 * `seen: false` looks without keeping an idle session alive.
 */
export async function findSession(
  office: Office,
  token: string,
  { seen = true }: { readonly seen?: boolean } = {},
): Promise<SignedInEmployee | null> {
  const tokenHash = hashToken(token);
  const now = office.clock.now();
  const session = await office.db
    .selectFrom('session')
    .innerJoin('employee', 'employee.id', 'session.employee_id')
    .select(['employee.id', 'employee.name', 'employee.email', 'employee.language', 'session.last_seen_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', new Date(now.getTime() - idleHours * hourInMs))
    .executeTakeFirst();
  if (session === undefined) return null;
  if (seen && now.getTime() - session.last_seen_at.getTime() > minuteInMs) {
    const update = office.db.updateTable('session').set({ last_seen_at: now });
    await update.where('token_hash', '=', tokenHash).execute();
  }
  const roles = await office.db
    .selectFrom('employee_role')
    .select('company_id')
    .where('employee_id', '=', session.id)
    .execute();
  return {
    id: session.id,
    name: session.name,
    email: session.email,
    language: isLanguage(session.language) ? session.language : 'nl',
    companies: new Set(roles.map((role) => role.company_id)),
  };
}
