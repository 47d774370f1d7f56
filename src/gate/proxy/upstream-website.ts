import type { IncomingMessage } from 'node:http';
import type { WebsiteV1 } from '../../contract/link.ts';
import { isGatePath, parsePath } from '../../core/paths.ts';
import { upstreamHostOf } from '../../core/upstream-host.ts';
import type { CheckServices } from '../check/check-services.ts';
import { identityHeadersOf } from '../identity/identity-headers-of.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { WebsiteRegistry } from '../websites/website-registry.ts';
import type { Upstream } from './upstream-request.ts';

/** Where a website that is passed on has its pages, as it was published. */
export type UpstreamPlace = Extract<WebsiteV1['origin'], { kind: 'upstream' }>;

/** A website that is passed on. */
export interface UpstreamWebsite {
  readonly website: PublishedWebsite;
  readonly place: UpstreamPlace;
}

/** The website to which a request is passed on, if it may pass; null where something else answers it. */
export function upstreamWebsite(
  websites: WebsiteRegistry,
  { headers, url = '' }: IncomingMessage,
): UpstreamWebsite | null {
  const website = websites.find(headers.host);
  const place = website?.settings.origin;
  const parsed = parsePath(url);
  if (website === undefined || place?.kind !== 'upstream' || parsed.suspicious || isGatePath(parsed.path)) {
    return null;
  }
  return { website, place };
}

/** Where a request that passed goes on to, with who is there. */
export async function upstreamFor(
  { assertions, trusted }: Pick<CheckServices, 'assertions' | 'trusted'>,
  website: PublishedWebsite,
  place: UpstreamPlace,
  session: Session | null,
): Promise<Upstream> {
  const identity = await identityHeadersOf(assertions, website, session);
  return { website, address: new URL(place.url), host: upstreamHostOf(place), identity, trusted };
}
