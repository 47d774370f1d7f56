import { withTransaction } from '../../database/transaction.ts';
import type { Gate } from '../context.ts';
import type { WebsiteRegistry } from '../websites/website-registry.ts';
import { handleRequest } from './handle-request.ts';

/** The worker that sees to what visitors asked for by address. */
export interface RequestWorker {
  /** Something was put down; looked at a moment later, after the answer went out. */
  wake(): void;
  /** Resolves when nothing is due any more. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** So that the answer is on its way before the work begins (I7). */
const pauseMs = 20;
const pollMs = 5_000;
/** A request that fails is tried again after 1, 2, 4 … seconds, then each hour, and at last each day (I4). */
const hourlyAttempts = 24;
const hourSeconds = 3_600;
const daySeconds = 86_400;
const batch = 20;

/** Starts the worker. Any number may run on one database: each request is locked and taken by one. */
export function startRequestWorker(gate: Gate, websites: WebsiteRegistry): RequestWorker {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    try {
      while (!stopped && (await handleNext(gate, websites))) {
        // until none is due
      }
    } catch (error) {
      gate.log.error({ err: error }, 'what visitors asked for waits: the database does not answer');
    }
  };
  const start = (): Promise<void> => {
    running = running.then(run);
    return running;
  };
  const poll = setInterval(() => void start(), pollMs);
  void start();

  return {
    wake() {
      if (timer !== undefined || stopped) return;
      timer = setTimeout(() => {
        timer = undefined;
        void start();
      }, pauseMs);
    },
    drain: start,
    async stop() {
      stopped = true;
      clearInterval(poll);
      clearTimeout(timer);
      await running;
    },
  };
}

/** Takes the next requests that are due; false where there are none but those another process is busy with. */
async function handleNext(gate: Gate, websites: WebsiteRegistry): Promise<boolean> {
  const now = gate.clock.now();
  const due = await gate.db
    .selectFrom('visitor_request')
    .select('id')
    .where('done_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(batch)
    .execute();
  let isAnyTaken = false;
  for (const { id } of due) {
    try {
      if (await handleOne(gate, websites, id)) isAnyTaken = true;
    } catch (error) {
      gate.log.error({ err: error, requestId: id }, 'a visitor’s request failed; it is tried again');
      await postpone(gate, id);
      isAnyTaken = true;
    }
  }
  return isAnyTaken;
}

/** False where another process has the request. */
async function handleOne(gate: Gate, websites: WebsiteRegistry, id: string): Promise<boolean> {
  return withTransaction({ kysely: gate.db }, async (trx) => {
    const request = await trx
      .selectFrom('visitor_request')
      .selectAll()
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (request === undefined) return false;
    await trx
      .updateTable('visitor_request')
      .set({ done_at: gate.clock.now(), password_hash: null, data: null })
      .where('id', '=', id)
      .execute();
    const website = websites.byId(request.website_id);
    // A website that was removed took its requests with it, so this process only has not heard of it yet.
    if (website === undefined) throw new Error('The website of a request is not known here yet.');
    await handleRequest({ trx, clock: gate.clock, log: gate.log, website, request });
    return true;
  });
}

async function postpone(gate: Gate, id: string): Promise<void> {
  const { attempts } = await gate.db
    .updateTable('visitor_request')
    .set((set) => ({ attempts: set('attempts', '+', 1) }))
    .where('id', '=', id)
    .returning('attempts')
    .executeTakeFirstOrThrow();
  const isStuck = attempts >= hourlyAttempts;
  if (isStuck) {
    gate.log.warn({ requestId: id, attempts }, 'a visitor’s request keeps failing; it is tried once a day');
  }
  const seconds = isStuck ? daySeconds : Math.min(hourSeconds, 2 ** Math.min(attempts, 16));
  await gate.db
    .updateTable('visitor_request')
    .set({ next_attempt_at: new Date(gate.clock.now().getTime() + seconds * 1000) })
    .where('id', '=', id)
    .execute();
}
