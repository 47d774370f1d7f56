import { canonicalHost } from '../../core/paths.ts';
import type { Gate } from '../context.ts';
import type { NewsReader } from '../news/news-reader.ts';
import { type PublishedWebsite, readPublishedWebsite } from './published-website.ts';

/** The published websites, in memory; kept fresh by the news of the database. */
export interface WebsiteRegistry {
  /** The website of a host name, as a `Host` header has it; undefined for an unknown one. */
  find(host: string | undefined): PublishedWebsite | undefined;
  byId(id: string): PublishedWebsite | undefined;
  all(): readonly PublishedWebsite[];
  /** Reads them all anew; for whoever just changed them and can't wait for the news. */
  refresh(): Promise<void>;
  /** Calls `handler` after each change. */
  onChange(handler: () => void): void;
}

/**
 * Reads the websites and follows their changes. With the database away it goes on with what it knows.
 * A website whose settings can't be understood is left out, and its hosts with it; so is a host name that two
 * websites claim (closed on doubt, I1).
 */
export async function createWebsiteRegistry(
  gate: Pick<Gate, 'db' | 'log'>,
  news: NewsReader,
): Promise<WebsiteRegistry> {
  let byHost = new Map<string, PublishedWebsite>();
  let byId = new Map<string, PublishedWebsite>();
  const handlers: (() => void)[] = [];
  let refreshing: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;

  const load = async (changed: ReadonlySet<string> | null): Promise<void> => {
    let query = gate.db.selectFrom('website').select(['id', 'company_id', 'settings']);
    if (changed !== null) query = query.where('id', 'in', [...changed]);
    const rows = await query.execute();
    const websites = new Map(changed === null ? [] : byId);
    for (const id of changed ?? []) websites.delete(id);
    for (const row of rows) {
      const website = readPublishedWebsite(row);
      if (website !== null) websites.set(website.id, website);
      else if (!isRemoved(row.settings)) {
        gate.log.error({ websiteId: row.id }, 'Settings of a website can’t be read; it stays closed.');
      }
    }
    byId = websites;
    byHost = hostsOf(websites, gate.log);
    for (const handler of handlers) handler();
  };
  // One after another, so that an older answer never replaces a newer one.
  const refresh = (changed: ReadonlySet<string> | null): Promise<void> => {
    refreshing = refreshing.catch(() => {}).then(() => load(changed));
    return refreshing;
  };
  const follow = (changed: ReadonlySet<string> | null): void => {
    refresh(changed).catch((error: unknown) => {
      gate.log.error({ err: error }, 'Websites can’t be read; those known stay as they are.');
      // What could not be read is read with all others, also where other changes are read before that.
      clearTimeout(retry);
      retry = setTimeout(() => follow(null), 500).unref();
    });
  };
  news.subscribe(({ websiteIds, everything }) => {
    if (everything || websiteIds.size > 0) follow(everything ? null : websiteIds);
  });
  await refresh(null);
  return {
    find(host) {
      if (host === undefined) return undefined;
      // Nearly always it comes as it is kept: canonical names are their own canonical form.
      const known = byHost.get(host);
      if (known !== undefined) return known;
      const canonical = canonicalHost(host);
      return canonical === null ? undefined : byHost.get(canonical);
    },
    byId: (id) => byId.get(id),
    all: () => [...byId.values()],
    refresh: () => refresh(null),
    onChange: (handler) => void handlers.push(handler),
  };
}

/** Websites by host name; a name that two of them claim is left out (closed on doubt, I1). */
function hostsOf(websites: ReadonlyMap<string, PublishedWebsite>, log: Gate['log']) {
  const hosts = new Map<string, PublishedWebsite>();
  const disputed = new Set<string>();
  for (const website of websites.values()) {
    for (const host of website.hosts) {
      const other = hosts.get(host);
      if (other !== undefined && other !== website) disputed.add(host);
      hosts.set(host, website);
    }
  }
  for (const host of disputed) {
    log.error({ host }, 'Two websites claim one host name; neither is served under it.');
    hosts.delete(host);
  }
  return hosts;
}

function isRemoved(settings: unknown): boolean {
  return (
    typeof settings === 'object' && settings !== null && 'removed' in settings && settings.removed === true
  );
}
