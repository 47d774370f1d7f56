import type { AccessRule } from '../../core/access.ts';
import type { Clock } from '../../core/clock.ts';
import { isCheckOut, isProtected } from '../../core/paths.ts';
import { visitDecision } from '../../core/visit/visit-decision.ts';
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
      /** Nobody is signed in, and this is where the website lets the gate offer it (offer-sign-in.ts). */
      readonly offer: boolean;
    }
  /** Nobody is signed in, or not by the second factor that the website demands. */
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
  const decision = visitDecision(website, path, session, now);
  if (decision.kind === 'pass') {
    const offer = session === null && isCheckOut(website.settings, url);
    return { ...path, kind: 'pass', identity: decision.identified ? session : null, offer };
  }
  if (decision.kind === 'sign_in' || session === null) return { ...path, kind: 'sign_in' };
  return { ...path, kind: 'refuse', session, failed: decision.failed };
}
