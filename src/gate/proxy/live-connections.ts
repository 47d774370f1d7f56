import type { Clock } from '../../core/clock.ts';
import { judge } from '../check/decide-visit.ts';
import type { Session } from '../sessions/session.ts';
import type { SessionCache } from '../sessions/session-cache.ts';
import type { WebsiteRegistry } from '../websites/website-registry.ts';

/** An answer that is still going out, or an open WebSocket. */
export interface LiveConnection {
  readonly websiteId: string;
  /** Raw request target. */
  readonly url: string;
  /** With whom it was opened; null for an open path without sign-in. */
  readonly session: Session | null;
  /** Ends it at once. */
  cut(): void;
}

/** Open connections, which are cut within 1 s of losing access (I2). */
export interface LiveConnections {
  /** Watches one; returns the function that ends watching. */
  add(connection: LiveConnection): () => void;
  /** How many are watched. */
  readonly size: number;
  close(): void;
}

/** How often each connection is judged anew; half of I2's second. */
const judgeMs = 400;

/**
 * Watches open connections: each is judged like a new request, at once when sessions or websites change and
 * several times a second (validity and limits end by themselves). Nothing here waits: while it is unknown whether
 * a session still stands, its connections get until the next look, then they are cut.
 */
export function createLiveConnections(services: {
  readonly clock: Clock;
  readonly websites: WebsiteRegistry;
  readonly sessions: SessionCache;
}): LiveConnections {
  const open = new Set<LiveConnection>();
  const unsure = new Set<LiveConnection>();

  const cut = (connection: LiveConnection): void => {
    open.delete(connection);
    unsure.delete(connection);
    connection.cut();
  };

  const decide = (connection: LiveConnection, session: Session | null): void => {
    unsure.delete(connection);
    if (open.has(connection) && !mayStay(connection, session)) cut(connection);
  };

  const mayStay = (connection: LiveConnection, session: Session | null): boolean => {
    const website = services.websites.byId(connection.websiteId);
    if (website === undefined) return false;
    const verdict = judge(website, connection.url, session, services.clock.now());
    // Who was told apart at the beginning stays told apart: an identity that is gone ends the connection.
    return verdict.kind === 'pass' && (connection.session === null || verdict.identity !== null);
  };

  const look = (connection: LiveConnection, isTick: boolean): void => {
    const { session, websiteId } = connection;
    const found = session === null ? null : services.sessions.look(session.key, websiteId);
    if (!(found instanceof Promise)) {
      decide(connection, found);
    } else if (!unsure.has(connection)) {
      unsure.add(connection);
      found.then(
        (loaded) => decide(connection, loaded),
        () => cut(connection),
      );
    } else if (isTick) {
      cut(connection);
    }
  };

  const lookAtAll = (isTick: boolean): void => {
    for (const connection of [...open]) {
      try {
        look(connection, isTick);
      } catch {
        cut(connection); // closed on doubt (I1)
      }
    }
  };
  const timer = setInterval(() => lookAtAll(true), judgeMs).unref();
  services.sessions.onChange(() => {
    lookAtAll(false);
  });
  services.websites.onChange(() => {
    lookAtAll(false);
  });
  return {
    add(connection) {
      open.add(connection);
      return () => {
        open.delete(connection);
        unsure.delete(connection);
      };
    },
    get size() {
      return open.size;
    },
    close() {
      clearInterval(timer);
      for (const connection of [...open]) cut(connection);
    },
  };
}
