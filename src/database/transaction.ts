import type { IsolationLevel, Kysely, Transaction } from 'kysely';
import type { Database } from './connect.ts';
import { codeOf } from './connection-errors.ts';

/** serialization_failure and deadlock_detected: PostgreSQL rolled back and asks to run it again. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/** What waits for the commit of each transaction under way. */
const afterwards = new WeakMap<object, (() => void)[]>();

/**
 * Runs `act` when the transaction has committed, and never where it is rolled back: for what can't be taken back, such as
 * a line in the log. At once where `db` is no transaction. `act` must not throw.
 */
export function onCommit<Tables>(db: Kysely<Tables>, act: () => void): void {
  const waiting = afterwards.get(db);
  if (waiting !== undefined) waiting.push(act);
  else if (db.isTransaction) throw new Error('This transaction was not begun by withTransaction.');
  else act();
}

/**
 * Runs `work` in one transaction; commits when it resolves, rolls back when it throws. After a deadlock or a
 * serialization failure it is run again, up to five times, so `work` must do nothing outside the database (`onCommit`).
 * @throws what `work` throws, or the last failure
 */
export async function withTransaction<Tables, Result>(
  database: Pick<Database<Tables>, 'kysely'>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
  options: { isolation?: IsolationLevel } = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const acts: (() => void)[] = [];
    let result: Result;
    try {
      const builder = database.kysely.transaction();
      const begun = options.isolation ? builder.setIsolationLevel(options.isolation) : builder;
      result = await begun.execute((transaction) => {
        afterwards.set(transaction, acts);
        return work(transaction);
      });
    } catch (error) {
      if (!RETRYABLE.has(codeOf(error)) || attempt === ATTEMPTS) throw error;
      // Two that met once would meet again if they waited equally long.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      continue;
    }
    for (const act of acts) act();
    return result;
  }
}
