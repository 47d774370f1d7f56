import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { Assertions } from './assertions.ts';
import { identityOf } from './identity.ts';
import { type IdentityHeaders, identityHeaders } from './identity-headers.ts';

/** The identity headers about a session with access, signed; all but the website's id empty for nobody. */
export function identityHeadersOf(
  assertions: Assertions,
  website: PublishedWebsite,
  session: Session | null,
): IdentityHeaders {
  if (session === null) return identityHeaders(website, null, '');
  return identityHeaders(website, identityOf(website, session), assertions.of(website, session));
}
