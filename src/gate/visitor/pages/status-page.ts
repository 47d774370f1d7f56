import { gatePrefix } from '../../../core/paths.ts';
import { lacksSecondFactor } from '../../../core/visit/visit-decision.ts';
import { findAccount } from '../../logins/find-account.ts';
import { standingOf } from '../sign-in.ts';
import { isOpenToAll, standingPage } from '../standing-page.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { signInPath } from './sign-in-paths.ts';

/** How often the page asks anew while an automatic approval is on its way, and after how long it stops. */
const refreshSeconds = 2;
const mostRefreshes = 60;

/** Where whoever signed in without access waits; it leads on to `returnPath` once access is there. */
export function statusPath(returnPath: string): string {
  return `${gatePrefix}/status?${new URLSearchParams({ return: returnPath })}`;
}

/** How the visitor stands with the website; leads to the website as soon as access is there. */
export const statusPage: VisitorPage = {
  path: 'status',

  async show(visit) {
    const { gate, website, session, returnPath } = visit;
    if (session === null) {
      return redirect(`${gatePrefix}/sign-in?${new URLSearchParams({ return: returnPath })}`);
    }
    const account = await findAccount(gate.db, website.id, session.emailCanonical);
    const standing = standingOf(website, account, gate.clock.now());
    if (standing === 'allowed') {
      // Proven by one factor where the website demands two: the sign-in page leads on to the second step.
      return redirect(lacksSecondFactor(website, session) ? signInPath(returnPath) : returnPath);
    }
    const waits = standing === 'pending' && website.settings.policy === 'automatic';
    // Where everything is open nobody is kept from it: whoever has no access goes on as a guest (R12).
    if (isOpenToAll(website) && !waits) return redirect(returnPath);
    const page = standingPage(visit, standing, account, session.email);
    if (!waits) return pageAnswer(page);
    const since = account?.createdAt.getTime() ?? 0;
    const isFresh = gate.clock.now().getTime() - since < refreshSeconds * mostRefreshes * 1000;
    const again = { label: visit.say('tryAgain'), href: statusPath(returnPath), primary: true };
    return pageAnswer({
      ...page,
      ...(isFresh ? { refreshSeconds } : {}),
      ways: [again, ...(page.ways ?? [])],
    });
  },
};
