import type { Gate } from '../context.ts';
import { loadSessions, type StoredSession } from './session-store.ts';

/** Reads sessions in batches: a flood of unknown tokens costs a few queries, not one each. */
export interface SessionLoader {
  /**
   * The session behind a key: null where there is none (which is final: a token is handed out only after its row
   * is committed), undefined where the database did not answer or too many are waiting.
   */
  load(key: string): Promise<StoredSession | null | undefined>;
  /** Sessions that changed; what is being read meanwhile may be older, and is read again. */
  changed(ids: ReadonlySet<string>, everything: boolean): void;
  /** The session behind a key may have changed; the same. */
  maybeChanged(key: string): void;
}

type Answer = (stored: StoredSession | null | undefined) => void;

const batchSize = 500;
const queriesAtOnce = 2;
const longestQueue = 10_000;

export function createSessionLoader(gate: Pick<Gate, 'db' | 'log'>): SessionLoader {
  const pending = new Map<string, Promise<StoredSession | null | undefined>>();
  const queue: { key: string; answer: Answer }[] = [];
  const running = new Set<{ ids: Set<string>; keys: Set<string>; everything: boolean }>();

  const pump = (): void => {
    while (queue.length > 0 && running.size < queriesAtOnce) void run(queue.splice(0, batchSize));
  };

  const run = async (batch: { key: string; answer: Answer }[]): Promise<void> => {
    const changedMeanwhile = { ids: new Set<string>(), keys: new Set<string>(), everything: false };
    running.add(changedMeanwhile);
    let found: Map<string, StoredSession> | undefined;
    try {
      found = await loadSessions(
        gate.db,
        batch.map(({ key }) => key),
      );
    } catch (error) {
      gate.log.error({ err: error }, 'Sessions can’t be read; unknown ones stay outside.');
    }
    running.delete(changedMeanwhile);
    for (const { key, answer } of batch) {
      const stored = found?.get(key);
      const outdated =
        stored !== undefined &&
        (changedMeanwhile.everything ||
          changedMeanwhile.keys.has(key) ||
          changedMeanwhile.ids.has(stored.session.id));
      if (outdated) {
        queue.push({ key, answer });
        continue;
      }
      pending.delete(key);
      answer(found === undefined ? undefined : (stored ?? null));
    }
    pump();
  };

  return {
    load(key) {
      const known = pending.get(key);
      if (known !== undefined) return known;
      if (queue.length >= longestQueue) return Promise.resolve(undefined);
      const loading = new Promise<StoredSession | null | undefined>((answer) => queue.push({ key, answer }));
      pending.set(key, loading);
      queueMicrotask(pump);
      return loading;
    },
    changed(ids, everything) {
      for (const batch of running) {
        batch.everything ||= everything;
        for (const id of ids) batch.ids.add(id);
      }
    },
    maybeChanged(key) {
      for (const batch of running) batch.keys.add(key);
    },
  };
}
