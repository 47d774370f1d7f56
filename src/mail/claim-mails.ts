import { type Kysely, type Selectable, sql } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { GateTables, MailTable } from '../database/gate-tables.ts';

/**
 * How long one worker has a mail to itself. When it died meanwhile another takes over: a mail that the server had
 * taken just before is then sent again, with the same Message-ID. SMTP can't do better than at least once.
 */
export const leaseMs = 300_000;

/** Takes mails that are due, for this worker alone, and counts the attempt. */
export async function claimMails(
  db: Kysely<GateTables>,
  clock: Clock,
  most: number,
): Promise<Selectable<MailTable>[]> {
  const now = clock.now();
  return db
    .updateTable('mail')
    .set({
      state: 'sending',
      locked_until: new Date(now.getTime() + leaseMs),
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', 'in', (query) =>
      query
        .selectFrom('mail')
        .select('id')
        .where('state', 'in', ['waiting', 'sending'])
        .where('next_attempt_at', '<=', now)
        .where((where) => where.or([where('state', '=', 'waiting'), where('locked_until', '<', now)]))
        .orderBy('next_attempt_at')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}
