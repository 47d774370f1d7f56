import type { Clock } from '../../core/clock.ts';
import { assertionKeysChannel, type Gate } from '../context.ts';
import { openAssertionKeys } from '../identity/assertion-keys.ts';
import { type Assertions, createAssertions } from '../identity/assertions.ts';
import { ensureInstallation } from '../installation.ts';
import { createNewsReader, type NewsReader, type NewsReaderOptions } from '../news/news-reader.ts';
import { createLiveConnections, type LiveConnections } from '../proxy/live-connections.ts';
import { removeExpiredSessions } from '../sessions/remove-expired-sessions.ts';
import {
  createSessionCache,
  type SessionCache,
  type SessionCacheOptions,
} from '../sessions/session-cache.ts';
import { createWebsiteRegistry, type WebsiteRegistry } from '../websites/website-registry.ts';
import { readTrustedPeers, type TrustedPeers } from './trusted-peers.ts';

/** What the check, the proxy and the visitor pages share within one gate process. */
export interface CheckServices {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly news: NewsReader;
  readonly websites: WebsiteRegistry;
  readonly sessions: SessionCache;
  readonly assertions: Assertions;
  readonly trusted: TrustedPeers;
  readonly connections: LiveConnections;
  /** Signs what browsers carry for the gate; all processes have the same. */
  readonly formKey: Buffer;
  close(): Promise<void>;
}

export interface CheckServicesOptions {
  /** Connection string of the gate's database, for LISTEN. */
  readonly url: string;
  readonly news?: NewsReaderOptions;
  readonly sessions?: SessionCacheOptions;
}

const cleaningMs = 600_000;

/**
 * Opens them: reads the websites and begins to follow the news. Close them after the server.
 * @throws AppError `configuration_invalid` where TRUSTED_PROXIES can't be read
 */
export async function openCheckServices(gate: Gate, options: CheckServicesOptions): Promise<CheckServices> {
  const { clock } = gate;
  const trusted = readTrustedPeers(gate.config.TRUSTED_PROXIES);
  const { formKey } = await ensureInstallation(gate.db, clock);
  const keys = await openAssertionKeys(gate);
  const assertions = createAssertions(keys, clock);
  const alsoListen = { [assertionKeysChannel]: () => keys.hear() };
  const news = await createNewsReader(gate, options.url, { ...options.news, alsoListen });
  const websites = await createWebsiteRegistry(gate, news);
  const sessions = createSessionCache(gate, news, websites, options.sessions);
  const connections = createLiveConnections({ clock, websites, sessions });
  const cleaning = setInterval(() => {
    removeExpiredSessions(gate).catch((error: unknown) => {
      gate.log.warn({ err: error }, 'Expired sessions were not removed; it is tried again.');
    });
  }, cleaningMs).unref();
  return {
    gate,
    clock,
    news,
    websites,
    sessions,
    assertions,
    trusted,
    connections,
    formKey,
    async close() {
      clearInterval(cleaning);
      keys.close();
      connections.close();
      await news.close();
      await sessions.close();
    },
  };
}
