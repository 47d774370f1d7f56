import { sql } from 'kysely';
import type { Gate } from '../context.ts';

/**
 * Deletes the rows of sessions whose absolute or idle limit is over; nobody can use them any more. Who asked to be kept
 * signed in has no idle limit while the website offers that. Any process may do it at any time. Returns how many.
 */
export async function removeExpiredSessions(gate: Pick<Gate, 'db' | 'clock'>): Promise<number> {
  const now = gate.clock.now();
  const result = await sql`
    DELETE FROM session USING website
    WHERE website.id = session.website_id AND (
      session.expires_at <= ${now} OR
      (session.last_seen_at <= ${now}::timestamptz
          - make_interval(mins => (website.settings ->> 'sessionIdleMinutes')::int + 5)
        AND NOT (session.keep AND coalesce((website.settings #>> '{signIn,keepSignedIn}')::boolean, false)))
    )`.execute(gate.db);
  return Number(result.numAffectedRows ?? 0);
}
