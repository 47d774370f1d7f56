import { type AccessRule, decideAccess } from '../../core/access.ts';
import type { Clock } from '../../core/clock.ts';
import { isProtected } from '../../core/paths.ts';
import type { Session } from '../sessions/session.ts';
import type { SessionCache } from '../sessions/session-cache.ts';
import { readSessionToken } from '../sessions/session-cookie.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** What becomes of a request for a page of a website. */
export type Verdict = {
  /** Two servers may understand the path differently; the proxy refuses it. */
  readonly suspicious: boolean;
  readonly protected: boolean;
} & (
  | {
      readonly kind: 'pass';
      /** Whom the website is told about: signed in, with access. Null for everybody else on an open path. */
      readonly identity: Session | null;
    }
  | { readonly kind: 'sign_in' }
  | {
      readonly kind: 'refuse';
      readonly session: Session;
      /** The first rule that does not hold. */
      readonly failed: AccessRule;
    }
);

/** A request for a page, as far as the decision needs it. */
export interface Visit {
  readonly website: PublishedWebsite;
  /** Raw request target: path with query. */
  readonly url: string;
  readonly cookie: string | undefined;
}

/**
 * Decides on a request (I1). Without I/O, and at once, for a session that this process knows.
 */
export function decideVisit(
  services: { readonly sessions: SessionCache; readonly clock: Clock },
  visit: Visit,
): Verdict | Promise<Verdict> {
  const { website, url } = visit;
  const token = readSessionToken(website, visit.cookie);
  const session = token === null ? null : services.sessions.resolve(token, website.id);
  return session instanceof Promise
    ? session.then((loaded) => judge(website, url, loaded, services.clock.now()))
    : judge(website, url, session, services.clock.now());
}

/** The decision itself, pure: whether this session, or nobody, may have this path of the website at `now`. */
export function judge(website: PublishedWebsite, url: string, session: Session | null, now: Date): Verdict {
  const path = isProtected(website.settings, url);
  if (session === null) {
    return path.protected ? { ...path, kind: 'sign_in' } : { ...path, kind: 'pass', identity: null };
  }
  const access = decideAccess(website.access, session.account, now);
  if (access.allowed) return { ...path, kind: 'pass', identity: session };
  return path.protected
    ? { ...path, kind: 'refuse', session, failed: access.failed }
    : { ...path, kind: 'pass', identity: null };
}
