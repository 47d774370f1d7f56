import type { IsolationLevel, Transaction } from 'kysely';
import type { Database } from './connect.ts';
import { codeOf } from './connection-errors.ts';

/** serialization_failure and deadlock_detected: PostgreSQL rolled back and asks to run it again. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction; commits when it resolves, rolls back when it throws. After a deadlock or a
 * serialization failure it is run again, up to five times, so `work` must do nothing outside the database.
 * @throws what `work` throws, or the last failure
 */
export async function withTransaction<Tables, Result>(
  database: Pick<Database<Tables>, 'kysely'>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
  options: { isolation?: IsolationLevel } = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const builder = database.kysely.transaction();
      return await (options.isolation ? builder.setIsolationLevel(options.isolation) : builder).execute(work);
    } catch (error) {
      if (!RETRYABLE.has(codeOf(error)) || attempt === ATTEMPTS) throw error;
      // Two that met once would meet again if they waited equally long.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
