import { sql } from 'kysely';
import { listen } from '../../database/notify.ts';
import { type Gate, revokedChannel, websitesChannel } from '../context.ts';

/** What changed since the last look: sessions (or what is known of their people) and websites. */
export interface News {
  readonly sessionIds: ReadonlySet<string>;
  readonly websiteIds: ReadonlySet<string>;
  /** The reader may have missed some: take everything as changed. */
  readonly everything: boolean;
}

export interface NewsReader {
  /** Calls `handler` with each news, in the order of subscription. */
  subscribe(handler: (news: News) => void): void;
  /** Milliseconds since the moment up to which all news is known. Rises while the database is away. */
  age(): number;
  /** Reads now; resolves when handlers were called. Never throws. */
  read(): Promise<void>;
  close(): Promise<void>;
}

export interface NewsReaderOptions {
  /** Milliseconds between polls, the fallback for NOTIFY; 500, so that I2's second is kept without it. */
  readonly pollMs?: number;
  /** Whether to listen to NOTIFY at all. */
  readonly listen?: boolean;
  /** What else to hear on the same connection, by channel; called too when messages may have been missed. */
  readonly alsoListen?: Readonly<Record<string, () => void>>;
}

/** How long rows of `gate.news` are kept, in seconds; a reader that was away for longer takes all as changed. */
const keptSeconds = 600;
const quietMs = (keptSeconds * 1000) / 2;

/**
 * Follows `gate.news`: at once on NOTIFY, and by a poll where that is lost. Each look goes on from the oldest
 * transaction that still ran at the look before, so that a late commit is read although a later one was first.
 */
export async function createNewsReader(
  gate: Pick<Gate, 'db' | 'log'>,
  url: string,
  options: NewsReaderOptions = {},
): Promise<NewsReader> {
  const handlers: ((news: News) => void)[] = [];
  let since: string | null = null;
  let handled = new Set<string>();
  let knownUpTo = performance.now();
  let reading: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let failing = false;

  const look = async (): Promise<void> => {
    const startedAt = performance.now();
    const missed = since === null || startedAt - knownUpTo > quietMs;
    const { rows } = await sql<{ xmin: string; items: NewsItem[] }>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, coalesce((
        SELECT json_agg(json_build_object('number', number::text, 'session', session_id, 'website', website_id))
        FROM news WHERE transaction >= ${since ?? '0'}::xid8 AND ${!missed}::boolean
      ), '[]') AS items`.execute(gate.db);
    const [row] = rows;
    if (row === undefined) throw new Error('The database gave no answer about news.');
    const fresh = row.items.filter((item) => !handled.has(item.number));
    // Numbers of transactions before xmin are not seen again; the set holds one look's rows.
    handled = new Set(row.items.map((item) => item.number));
    since = row.xmin;
    knownUpTo = startedAt;
    if (closed || (!missed && fresh.length === 0)) return;
    const news: News = {
      sessionIds: new Set(fresh.map((item) => item.session).filter((id) => id !== null)),
      websiteIds: new Set(fresh.map((item) => item.website).filter((id) => id !== null)),
      everything: missed,
    };
    for (const handler of handlers) handler(news);
  };

  const readOnce = async (): Promise<void> => {
    do {
      again = false;
      try {
        await look();
        if (failing) gate.log.info('News of ended sessions arrives again.');
        failing = false;
      } catch (error) {
        if (!failing && !closed) gate.log.error({ err: error }, 'News of ended sessions can’t be read.');
        failing = true;
      }
    } while (again && !failing && !closed);
  };

  const read = (): Promise<void> => {
    again = true;
    reading ??= readOnce().finally(() => {
      reading = null;
    });
    return reading;
  };

  const wake = (): void => void read();
  const { alsoListen = {} } = options;
  const hearAll = (): void => {
    if (!closed) for (const hear of Object.values(alsoListen)) hear();
  };
  const listener =
    options.listen === false
      ? null
      : listen({
          url,
          schema: 'gate',
          channels: { ...alsoListen, [revokedChannel]: wake, [websitesChannel]: wake },
          onReconnect: () => {
            wake();
            hearAll();
          },
          log: gate.log,
        });
  // What was told before anybody listened.
  void listener?.ready.then(hearAll);
  await look();
  const poll = setInterval(wake, options.pollMs ?? 500);
  const sweep = setInterval(() => void forget(gate), (keptSeconds * 1000) / 4);
  return {
    subscribe: (handler) => void handlers.push(handler),
    age: () => performance.now() - knownUpTo,
    read,
    async close() {
      closed = true;
      clearInterval(poll);
      clearInterval(sweep);
      await listener?.close();
      await reading;
    },
  };
}

interface NewsItem {
  readonly number: string;
  readonly session: string | null;
  readonly website: string | null;
}

async function forget(gate: Pick<Gate, 'db' | 'log'>): Promise<void> {
  try {
    const age = sql<Date>`now() - make_interval(secs => ${keptSeconds})`;
    await gate.db.deleteFrom('news').where('at', '<', age).execute();
  } catch (error) {
    gate.log.warn({ err: error }, 'Old news was not removed; it is tried again.');
  }
}
