import type { IncomingMessage } from 'node:http';
import { isGatePath, parsePath } from '../../core/paths.ts';
import type { CheckServices } from '../check/check-services.ts';
import { identityHeadersOf } from '../identity/identity-headers-of.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { WebsiteRegistry } from '../websites/website-registry.ts';
import type { Upstream } from './upstream-request.ts';

/** A website that is passed on, and its own address. */
export interface UpstreamWebsite {
  readonly website: PublishedWebsite;
  readonly url: string;
}

/** The website to which a request is passed on, if it may pass; null where something else answers it. */
export function upstreamWebsite(
  websites: WebsiteRegistry,
  { headers, url = '' }: IncomingMessage,
): UpstreamWebsite | null {
  const website = websites.find(headers.host);
  const origin = website?.settings.origin;
  const parsed = parsePath(url);
  if (website === undefined || origin?.kind !== 'upstream' || parsed.suspicious || isGatePath(parsed.path)) {
    return null;
  }
  return { website, url: origin.url };
}

/** Where a request that passed goes on to, with who is there. */
export async function upstreamFor(
  { assertions, trusted }: Pick<CheckServices, 'assertions' | 'trusted'>,
  website: PublishedWebsite,
  url: string,
  session: Session | null,
): Promise<Upstream> {
  const identity = await identityHeadersOf(assertions, website, session);
  return { website, address: new URL(url), identity, trusted };
}
