import { gatePrefix } from '../../../core/paths.ts';
import { type Factors, mayChangeWays } from '../../../core/second-factor.ts';
import type { Session } from '../../sessions/session.ts';
import { myPageAddress } from '../my-page/my-page-menu.ts';
import { provePath } from '../pages/sign-in-paths.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { statusPath } from '../pages/status-page.ts';
import type { Changing, NotNow } from '../second-factor/change-ways.ts';
import { readFactors } from '../second-factor/read-factors.ts';
import type { Visit } from '../visit.ts';
import { type Answer, redirect } from '../visitor-page.ts';

/** Somebody who may change the own ways to sign in now, or the answer that comes first. */
export type Guarded =
  | { readonly session: Session; readonly factors: Factors; readonly first: null }
  | { readonly first: Answer };

/**
 * Lets pages about the ways to sign in show themselves only to who was proven a short time ago; others prove themselves
 * first and come back. The use cases look once more.
 */
export async function guardChange(visit: Visit, here: string): Promise<Guarded> {
  const { gate, session, host } = visit;
  if (session === null) return { first: signInToSee };
  const factors = await readFactors(gate.db, session, host);
  if (factors === null) return { first: signInToSee };
  if (!mayChangeWays(session, factors, gate.clock.now())) {
    return { first: redirect(provePath(here)) };
  }
  return { session, factors, first: null };
}

/** Who changes something, and from where. */
export function changingOf({ website, host, userAgent, address }: Visit, session: Session): Changing {
  return { website, session, host, userAgent, address };
}

/** The answer where nothing could be changed. */
export function notNow({ kind }: NotNow, here: string): Answer {
  return kind === 'prove' ? redirect(provePath(here)) : redirect(`${gatePrefix}/sign-in`, { session: 'end' });
}

/** Whether somebody came here on the way to a page of the website, to set up what it demands. */
export function isOnTheWay({ form, query }: Visit): boolean {
  return (form.return ?? query.return) !== undefined;
}

/** What such a page's forms and links carry along. */
export function carried(visit: Visit): Readonly<Record<string, string>> {
  return isOnTheWay(visit) ? { return: visit.returnPath } : {};
}

/** Where it goes on after a change: to the website for who was on the way there, else to the list of ways. */
export function afterChange(visit: Visit, notice: string): string {
  return isOnTheWay(visit) ? statusPath(visit.returnPath) : myPageAddress('security', notice);
}
