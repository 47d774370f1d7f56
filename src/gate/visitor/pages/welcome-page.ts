import { gatePrefix } from '../../../core/paths.ts';
import { guestCookie, welcomePage as path } from '../../check/offer-sign-in.ts';
import type { Way } from '../../pages/page-model.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';

/**
 * Before the check-out of a website with voluntary sign-in (R12): sign in, create an account, or go on as a guest.
 * Whichever it is leads back to where the visitor was going. Going on is a link, as the choice of a language is: it changes
 * nothing but a cookie of this browser, and browsers let no form lead on to the check-out of another host (CSP `form-action`).
 */
export const welcomePage: VisitorPage = {
  path,

  async show(visit) {
    const { session, website, returnPath, query, gate } = visit;
    if (session !== null || website.settings.protection !== 'voluntary') return redirect(returnPath);
    if (query.guest === 'yes') {
      return redirect(returnPath, { cookies: [guestCookie(gate.installation.formKey, website)] });
    }
    return pageAnswer({
      title: visit.say('welcomeTitle'),
      lead: [visit.say('welcomeLead')],
      ways: waysOn(visit),
    });
  },
};

function waysOn(visit: Visit): Way[] {
  const { policy, showCreateUser } = visit.website.settings;
  const back = { return: visit.returnPath };
  const to = (page: string, query: Readonly<Record<string, string>>): string =>
    `${gatePrefix}/${page}?${new URLSearchParams(query)}`;
  const ways: Way[] = [
    { label: visit.say('signIn'), href: to('sign-in', back), primary: true },
    { label: visit.say('continueAsGuest'), href: to(path, { guest: 'yes', ...back }), look: 'quiet' },
  ];
  if (policy === 'owner_only' || !showCreateUser) return ways;
  const signUp = { label: visit.say('createUser'), href: to('sign-up', back) };
  return [...ways, { before: visit.say('noAccountYet'), ...signUp }];
}
