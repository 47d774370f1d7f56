import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { longestPollSeconds } from '../contract/link.ts';
import { listen } from '../database/notify.ts';
import { systemActor } from './applications/application-row.ts';
import { drainGate, fetchPage, takeIn } from './applications/drain-gate.ts';
import { importSetAside } from './applications/import-set-aside.ts';
import type { Office } from './context.ts';
import { eraseDue } from './erasing/erase-due.ts';
import { workChannel } from './live/announce.ts';
import { withSessionLock } from './publications/publication-lock.ts';
import { runPublication } from './publications/run-publication.ts';

export interface Sync {
  /** Ends the loops; what is under way is finished or breaks off without loss. */
  stop(): Promise<void>;
}

export interface SyncOptions {
  /** With it news of other processes and of this one's commits come at once (LISTEN); without, within a second. */
  readonly databaseUrl?: string;
}

const pollMs = 1_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * The office's work without staff (DESIGN §4): waits at each gate for events and takes them in, and publishes the
 * websites in automatic mode as soon as something changes. Any number of processes may run it: one at a time waits at a
 * gate, one at a time publishes a website. With a gate down it tries again, ever less often, and loses nothing (I6).
 */
export function startSync(office: Office, options: SyncOptions = {}): Sync {
  const abort = new AbortController();
  const { signal } = abort;
  const bell = createBell();
  const listener =
    options.databaseUrl === undefined
      ? null
      : listen({
          url: options.databaseUrl,
          schema: 'office',
          channels: { [workChannel]: bell.ring },
          onReconnect: bell.ring,
        });
  const loops = [watchGates(office, signal), publishChanges(office, signal, bell)];
  return {
    async stop() {
      abort.abort();
      bell.ring();
      await listener?.close();
      await Promise.all(loops);
    },
  };
}

/** Starts waiting at each gate that is paired, also at those that come later. */
async function watchGates(office: Office, signal: AbortSignal): Promise<void> {
  const watched = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    await unlessItFails(office, 'gates could not be read', async () => {
      for (const gate of await office.db.selectFrom('gate').select('id').execute()) {
        if (!watched.has(gate.id)) watched.set(gate.id, watchGate(office, gate.id, signal));
      }
    });
    await sleep(pollMs, signal);
  }
  await Promise.all(watched.values());
}

/** Waits at one gate for events, while no other process does. */
async function watchGate(office: Office, gateId: string, signal: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    const went = await unlessItFails(
      office,
      'events could not be fetched',
      async () => {
        const held = await withSessionLock(office.db, `events ${gateId}`, 0, async () => {
          await drainGate(office, gateId);
          while (!signal.aborted) {
            const events = await fetchPage(office, gateId, { waitSeconds: longestPollSeconds, signal });
            await takeIn(office, gateId, events);
            pauseMs = firstPauseMs;
          }
        });
        if (held === null) await sleep(pollMs, signal);
      },
      signal,
    );
    if (went) continue;
    await sleep(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** Publications at once; each holds a connection of the database. */
const mostAtOnce = 3;

/**
 * Publishes what changed of websites in automatic mode. A long publication doesn't hold up other websites, and one whose
 * gate fails is tried ever less often.
 */
async function publishChanges(office: Office, signal: AbortSignal, bell: Bell): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const pauses = new Map<string, { until: number; ms: number }>();
  const publish = async (website: WebsiteKey): Promise<void> => {
    const went = await unlessItFails(office, 'a website could not be published', () =>
      publishOne(office, website),
    );
    if (went) pauses.delete(website.id);
    else {
      const ms = Math.min((pauses.get(website.id)?.ms ?? firstPauseMs / 2) * 2, longestPauseMs);
      pauses.set(website.id, { ms, until: performance.now() + ms });
    }
    running.delete(website.id);
    bell.ring();
  };
  while (!signal.aborted) {
    await unlessItFails(office, 'changes could not be published', async () => {
      await importSetAside(office, { automaticOnly: true });
      await eraseDue(office, office.db);
      const paused = [...pauses].filter(([, { until }]) => until > performance.now()).map(([id]) => id);
      const free = mostAtOnce - running.size;
      if (free === 0) return;
      for (const website of await websitesWithChanges(office, [...running.keys(), ...paused], free)) {
        running.set(website.id, publish(website));
      }
    });
    await bell.rungOr(pollMs, signal);
  }
  await Promise.all(running.values());
}

interface WebsiteKey {
  readonly id: string;
  readonly company_id: string;
}

async function websitesWithChanges(
  office: Office,
  except: readonly string[],
  most: number,
): Promise<WebsiteKey[]> {
  return office.db
    .selectFrom('website')
    .select(['id', 'company_id'])
    .where('link_mode', '=', 'automatic')
    .where('id', '<>', sql<string>`ALL(${except}::uuid[])`)
    .where(({ or, eb }) =>
      or([
        eb('revision', '>', eb.ref('published_revision')),
        eb('settings_revision', '>', eb.ref('published_settings_revision')),
      ]),
    )
    .orderBy('last_published_at', (order) => order.asc().nullsFirst())
    .limit(most)
    .execute();
}

/** @throws Error where the publication failed, so that it is tried again later */
async function publishOne(office: Office, website: WebsiteKey): Promise<void> {
  const id = await runPublication(office, {
    companyId: website.company_id,
    websiteId: website.id,
    mode: 'changes',
    actor: systemActor,
    patienceMs: 0,
  });
  const { state, failure } = await office.db
    .selectFrom('publication')
    .select(['state', 'failure'])
    .where('company_id', '=', website.company_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (state === 'failed') throw new Error(failure ?? 'failed');
}

/** Whether it went well; a failure is logged, as there is nobody to tell. */
async function unlessItFails(
  office: Office,
  what: string,
  work: () => Promise<void>,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (signal?.aborted !== true) office.log.warn({ err: error }, what);
    return false;
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {}); // cut short when it shall end
}

interface Bell {
  ring(): void;
  /** Waits until it rings, `ms` have passed, or `signal`; a ring that nobody waited for is not lost. */
  rungOr(ms: number, signal: AbortSignal): Promise<void>;
}

function createBell(): Bell {
  let rung = false;
  let wake = (): void => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async rungOr(ms, signal) {
      if (!rung) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, sleep(ms, signal)]);
      }
      rung = false;
    },
  };
}
