import { sql } from 'kysely';
import type { Gate } from '../context.ts';

/** Writes when sessions were last used: at most once a minute each, in the background, many at once. */
export interface LastSeenWriter {
  /** `key`: SHA-256 of the token, base64url; `now`: milliseconds since 1970. */
  note(key: string, now: number): void;
  /** Writes what is noted and ends. */
  close(): Promise<void>;
}

const betweenWritesMs = 60_000;
const flushMs = 5_000;
const batchSize = 1000;

export function createLastSeenWriter(gate: Pick<Gate, 'db' | 'log'>): LastSeenWriter {
  const writtenAt = new Map<string, number>();
  let waiting = new Map<string, number>();
  let latest = 0;

  const flush = async (): Promise<void> => {
    const batch = [...waiting];
    waiting = new Map();
    try {
      for (let start = 0; start < batch.length; start += batchSize)
        await write(gate, batch.slice(start, start + batchSize));
    } catch (error) {
      gate.log.warn({ err: error }, 'Times of last requests were not saved; the next ones will be.');
      for (const [key] of batch) writtenAt.delete(key);
    }
  };
  const timer = setInterval(() => {
    if (waiting.size > 0) void flush();
    const oldest = latest - 2 * betweenWritesMs;
    for (const [key, at] of writtenAt) {
      if (at > oldest) break;
      writtenAt.delete(key);
    }
  }, flushMs).unref();

  return {
    note(key, now) {
      const last = writtenAt.get(key);
      if (last !== undefined && now - last < betweenWritesMs) return;
      writtenAt.delete(key);
      writtenAt.set(key, now);
      waiting.set(key, now);
      latest = Math.max(latest, now);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

async function write(gate: Pick<Gate, 'db'>, batch: readonly (readonly [string, number])[]): Promise<void> {
  const hashes = batch.map(([key]) => Buffer.from(key, 'base64url'));
  const times = batch.map(([, at]) => new Date(at));
  await sql`
    UPDATE session SET last_seen_at = seen.at
    FROM unnest(${hashes}::bytea[], ${times}::timestamptz[]) AS seen(hash, at)
    WHERE session.token_hash = seen.hash AND session.last_seen_at < seen.at`.execute(gate.db);
}
