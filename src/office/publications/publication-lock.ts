import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OfficeDatabase } from '../context.ts';

/**
 * Runs `work` while no other process does so for the same `name`: a lock of a database session, so that it is free
 * again whatever becomes of this process. `work` uses the connection it is given and no other, so that as many may run
 * at once as there are connections.
 * @returns what `work` returns, or null where the lock was not free within `patienceMs`
 */
export async function withSessionLock<T>(
  db: OfficeDatabase,
  name: string,
  patienceMs: number,
  work: (db: OfficeDatabase) => Promise<T>,
): Promise<{ result: T } | null> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const done = await db.connection().execute(async (connection) => {
      // Office and gate may share a database, and with it its locks.
      const key = sql`hashtextextended(${`office ${name}`}, 0)`;
      const { rows } = await sql<{ free: boolean }>`SELECT pg_try_advisory_lock(${key}) AS free`.execute(
        connection,
      );
      if (rows[0]?.free !== true) return null;
      try {
        return { result: await work(connection) };
      } finally {
        await sql`SELECT pg_advisory_unlock(${key})`.execute(connection);
      }
    });
    if (done !== null || performance.now() >= end) return done;
    await pause(50);
  }
}
