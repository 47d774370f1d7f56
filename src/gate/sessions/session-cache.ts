import { isSessionLive } from '../../core/session-life.ts';
import type { Gate } from '../context.ts';
import type { NewsReader } from '../news/news-reader.ts';
import type { WebsiteRegistry } from '../websites/website-registry.ts';
import { createLastSeenWriter } from './last-seen-writer.ts';
import type { Session } from './session.ts';
import { isSessionToken, sessionKeyOf } from './session-cookie.ts';
import { createSessionLoader } from './session-loader.ts';
import type { StoredSession } from './session-store.ts';

export type Resolved = Session | null | Promise<Session | null>;

/** The sessions that this process has seen, in memory (DESIGN §5). */
export interface SessionCache {
  /**
   * The session of a token (whatever was sent as one) on a website, or null where there is none, it is over, or it
   * belongs to another website (case 2). Counts as a request. Without I/O, and at once, for a session seen here before.
   */
  resolve(token: string, websiteId: string): Resolved;
  /**
   * The same as the database has it now, for the gate's own pages: what somebody changed on one page is on the next,
   * whichever process answers. What is known here, where the database does not answer.
   */
  resolveNow(token: string, websiteId: string): Promise<Session | null>;
  /** The same by the session's key, not counted as a request; for open connections. */
  look(key: string, websiteId: string): Resolved;
  /** Counts as a request, while the session is live; for what moves over an open connection. Without I/O. */
  touch(key: string): void;
  /** Calls `handler` after sessions changed. */
  onChange(handler: () => void): void;
  /** Writes the last times of requests. */
  close(): Promise<void>;
}

export interface SessionCacheOptions {
  /**
   * For how long a process without its database goes on with the sessions it knows, in seconds; 60. Unknown
   * tokens are not let in meanwhile. Afterwards everything protected is closed until the database is back.
   */
  readonly outageSeconds?: number;
}

interface Entry {
  readonly session: Session;
  /** Time of the last request; later ones within a second may not be in it. */
  lastSeen: number;
  /** Until then it is live, as long as the websites are those of `epoch`. */
  liveUntil: number;
  epoch: number;
  /** The token that it was asked for by, so that the next request finds it without a digest. */
  token: string | null;
}

const mostEntries = 200_000;
const mostAbsent = 50_000;
const minuteInMs = 60_000;
/** For how long a session that is in use is not looked at again. */
const betweenLooksMs = 1000;

export function createSessionCache(
  gate: Pick<Gate, 'db' | 'log' | 'clock'>,
  news: NewsReader,
  websites: WebsiteRegistry,
  { outageSeconds = 60 }: SessionCacheOptions = {},
): SessionCache {
  const entries = new Map<string, Entry>();
  const keyOf = new Map<string, string>();
  // Only of sessions that are known: their tokens stay in memory as long as they do, and are never written.
  const byToken = new Map<string, Entry>();
  const absent = new Set<string>();
  const loader = createSessionLoader(gate);
  const lastSeen = createLastSeenWriter(gate);
  const handlers: (() => void)[] = [];
  let epoch = 0;
  websites.onChange(() => {
    epoch += 1;
  });

  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    keyOf.delete(entry.session.id);
    if (entry.token !== null) byToken.delete(entry.token);
  };
  const keep = (stored: StoredSession): Entry => {
    const { session } = stored;
    const entry: Entry = { session, lastSeen: stored.lastSeenAt.getTime(), liveUntil: 0, epoch, token: null };
    drop(session.key);
    entries.set(session.key, entry);
    keyOf.set(session.id, session.key);
    const [oldest] = entries.keys();
    if (entries.size > mostEntries && oldest !== undefined) drop(oldest);
    return entry;
  };
  const remember = (key: string): void => {
    absent.add(key);
    const [oldest] = absent;
    if (absent.size > mostAbsent && oldest !== undefined) absent.delete(oldest);
  };

  /** Whether a session is of that website and within both limits. */
  const isLive = ({ session, lastSeen: seen }: Entry, websiteId: string, now: number): boolean => {
    const website = websites.byId(websiteId);
    if (website === undefined || session.websiteId !== websiteId) return false;
    if (session.companyId !== website.companyId) return false;
    return isSessionLive(session, seen, website.settings, now);
  };

  const load = async (
    key: string,
    websiteId: string,
    counts: boolean,
    withoutDatabase: Session | null = null,
  ): Promise<Session | null> => {
    const stored = await loader.load(key);
    if (stored === undefined) return withoutDatabase;
    if (stored === null) {
      drop(key);
      remember(key);
      return null;
    }
    const known = entries.get(key);
    const entry = keep(stored);
    // Requests that were counted here and not written yet.
    if (known !== undefined) entry.lastSeen = Math.max(entry.lastSeen, known.lastSeen);
    const now = gate.clock.now().getTime();
    if (!isLive(entry, websiteId, now)) return null;
    if (counts) see(entry, now);
    return entry.session;
  };

  const see = (entry: Entry, now: number): void => {
    if (now > entry.lastSeen) entry.lastSeen = now;
    lastSeen.note(entry.session.key, now);
    // Limits are ends only: what is live then is live at every moment before.
    const later = now + betweenLooksMs;
    entry.liveUntil = isLive(entry, entry.session.websiteId, later) ? later : 0;
    entry.epoch = epoch;
  };

  const isCutOff = (): boolean => news.age() > outageSeconds * 1000;
  const find = (key: string, websiteId: string, counts: boolean): Resolved => {
    if (isCutOff() || absent.has(key)) return null;
    const entry = entries.get(key);
    return entry === undefined ? load(key, websiteId, counts) : answer(entry, websiteId, counts);
  };
  const findByToken = (token: string, websiteId: string): Resolved => {
    const known = byToken.get(token);
    if (known !== undefined) return isCutOff() ? null : answer(known, websiteId, true);
    if (!isSessionToken(token)) return null;
    const key = sessionKeyOf(token);
    const entry = entries.get(key);
    if (entry !== undefined) {
      // A copy: what was cut out of a header keeps the whole header in memory.
      entry.token = Buffer.from(token).toString('latin1');
      byToken.set(entry.token, entry);
    }
    return find(key, websiteId, true);
  };
  const answer = (entry: Entry, websiteId: string, counts: boolean): Resolved => {
    if (entry.session.websiteId !== websiteId) return null;
    const now = gate.clock.now().getTime();
    if (now < entry.liveUntil && entry.epoch === epoch) return entry.session;
    // Another process may have seen requests of a session that was idle here.
    if (!isLive(entry, websiteId, now)) {
      return isOver(entry, now) ? null : load(entry.session.key, websiteId, counts);
    }
    if (counts) see(entry, now);
    return entry.session;
  };
  const isOver = ({ session }: Entry, now: number): boolean => now >= session.expiresAt.getTime();

  news.subscribe(({ sessionIds, everything }) => {
    loader.changed(sessionIds, everything);
    if (everything) {
      for (const key of [...entries.keys()]) drop(key);
    }
    for (const id of sessionIds) {
      const key = keyOf.get(id);
      if (key === undefined) continue;
      const websiteId = entries.get(key)?.session.websiteId ?? '';
      drop(key);
      // Those who keep their access are known again before their next request.
      void load(key, websiteId, false);
    }
    if (everything || sessionIds.size > 0) for (const handler of handlers) handler();
  });

  const sweep = setInterval(() => {
    const now = gate.clock.now().getTime();
    for (const [key, entry] of entries) if (!isLive(entry, entry.session.websiteId, now)) drop(key);
  }, minuteInMs).unref();

  const resolveNow = async (token: string, websiteId: string): Promise<Session | null> => {
    const known = findByToken(token, websiteId);
    if (known === null) return null;
    // What is being read, as for a check that came before, may be older than this.
    loader.maybeChanged(sessionKeyOf(token));
    return known instanceof Promise ? known : load(known.key, websiteId, true, known);
  };

  return {
    resolve: findByToken,
    resolveNow,
    look: (key, websiteId) => find(key, websiteId, false),
    touch(key) {
      const entry = entries.get(key);
      const now = gate.clock.now().getTime();
      // What is over stays over, also in the moment before its connections are cut.
      if (entry !== undefined && isLive(entry, entry.session.websiteId, now)) see(entry, now);
    },
    onChange: (handler) => void handlers.push(handler),
    async close() {
      clearInterval(sweep);
      await lastSeen.close();
    },
  };
}
