import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../core/errors.ts';
import type { Limit, SlowingLimit } from './throttle-limits.ts';

/** A count by key in the database, shared by all processes; `consume` rejects with a `RateLimiterRes` beyond the limit. */
export type Counter = RateLimiterPostgres;

/** A count that slows down and never locks. */
export interface SlowingCounter {
  /**
   * Counts an attempt, or rejects with a `RateLimiterRes` where it comes before its turn. Those do not count, so that
   * impatience does not make the wait longer. `isExempt` is asked only where a turn is needed.
   */
  take(key: string, isExempt?: () => Promise<boolean>): Promise<void>;
  reset(key: string): Promise<void>;
}

/** Makes counters on the table `throttle`. */
export function createCounters(pool: pg.Pool) {
  const counter = (keyPrefix: string, { points, duration }: Limit, kept = false): Counter =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      // Once over, a flood costs the database nothing more: this process knows until when.
      ...(kept ? { inMemoryBlockOnConsumed: points + 1 } : {}),
    });
  return {
    counter,
    slowingCounter(prefix: string, turnPrefix: string, limit: SlowingLimit): SlowingCounter {
      const { points, duration, longestDelay } = limit;
      const count = counter(prefix, { points: Number.MAX_SAFE_INTEGER, duration });
      const turn = counter(turnPrefix, { points: 1, duration: longestDelay });
      return {
        async take(key, isExempt) {
          const { consumedPoints } = await count.consume(key);
          const beyond = consumedPoints - points;
          if (beyond <= 0 || (await isExempt?.()) === true) return;
          const seconds = Math.min(longestDelay, 2 ** Math.min(beyond, 16));
          try {
            await turn.consume(key, 1, { customDuration: seconds });
          } catch (refusal) {
            await count.reward(key);
            throw refusal;
          }
        },
        async reset(key) {
          await Promise.all([count.delete(key), turn.delete(key)]);
        },
      };
    },
  };
}

/** Whether a count still allows this. @throws what the database throws */
export async function isAllowed(layer: Promise<unknown>): Promise<boolean> {
  try {
    await layer;
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

/**
 * Waits for all layers, so that each counts; one that refuses is enough.
 * @throws AppError `too_many_attempts` with the seconds to wait, and what the database throws
 */
export async function allowedByAll(layers: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(layers);
  let wait = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof RateLimiterRes)) throw result.reason;
    wait = Math.max(wait, result.reason.msBeforeNext);
  }
  if (wait > 0) throw new AppError('too_many_attempts', { seconds: Math.max(1, Math.ceil(wait / 1000)) });
}
