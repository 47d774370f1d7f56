import { type WebsiteV1, websiteV1 } from '../../contract/link.ts';
import type { WebsiteAccess } from '../../core/access.ts';
import { isDevelopmentHost } from '../../core/development-host.ts';
import { canonicalHost } from '../../core/paths.ts';

/** A website as it was last published to this gate. */
export interface PublishedWebsite {
  readonly id: string;
  readonly companyId: string;
  readonly settings: WebsiteV1;
  /** Canonical host names, each belonging to this website only. */
  readonly hosts: readonly string[];
  /** What `decideAccess` needs to know. */
  readonly access: WebsiteAccess;
  /**
   * Decides the session cookie's name and `Secure`: false only where visitors reach it by http on a host for trying things
   * out. Elsewhere http opens no session, rather than one whose cookie goes over the wire in clear.
   */
  readonly secure: boolean;
}

/**
 * Reads what the database holds of a website, or returns null where it is not what the contract says: a website
 * that can't be understood is not served (closed on doubt, I1).
 */
export function readPublishedWebsite(row: {
  id: string;
  company_id: string;
  settings: unknown;
}): PublishedWebsite | null {
  const parsed = websiteV1.safeParse(row.settings);
  if (!parsed.success || parsed.data.removed) return null;
  const settings = parsed.data;
  return {
    id: row.id,
    companyId: row.company_id,
    settings,
    hosts: settings.hosts.map(canonicalHost).filter((host) => host !== null),
    access: {
      enabled: settings.enabled,
      licensedUntil: settings.licensedUntil === null ? null : new Date(settings.licensedUntil),
    },
    secure: !isPlain(settings.publicUrl),
  };
}

function isPlain(publicUrl: string): boolean {
  if (!publicUrl.toLowerCase().startsWith('http://')) return false;
  return URL.canParse(publicUrl) && isDevelopmentHost(new URL(publicUrl).hostname);
}

/**
 * Scheme, host and port by which visitors reach the website under one of its configured host names: that of the
 * public address for its own host, else the same scheme and port. Never taken from a header (GATE.md).
 */
export function originFor(website: PublishedWebsite, host: string): string {
  const address = new URL(website.settings.publicUrl);
  if (website.hosts.includes(host)) address.hostname = host;
  return address.origin;
}

/**
 * Whether an address, such as an `Origin` header, lies on the website: under one of its host names, and by https unless
 * the website's visitors come by http. What came by http may be written by whoever sits on the line.
 */
export function isOriginOf(website: PublishedWebsite, address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.protocol !== 'https:' && (website.secure || url.protocol !== 'http:')) return false;
  const host = canonicalHost(url.host);
  return host !== null && website.hosts.includes(host);
}
