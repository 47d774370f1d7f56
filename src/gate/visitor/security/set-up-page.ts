import { gatePrefix } from '../../../core/paths.ts';
import { hasWayHere } from '../../../core/second-factor.ts';
import { secondStepPath, signInPath } from '../pages/sign-in-paths.ts';
import { statusPath } from '../pages/status-page.ts';
import { readFactors } from '../second-factor/read-factors.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { securityAddress } from './security-page.ts';

/**
 * For whoever has no second factor yet and comes to a website that demands one: what there is to choose from. Setting it
 * up leads on to where the visitor was going.
 */
export const setUpPage: VisitorPage = {
  path: 'second-step/set-up',

  async show(visit) {
    const { gate, session, host, returnPath } = visit;
    if (session === null) return redirect(signInPath(returnPath));
    if (session.strong) return redirect(statusPath(returnPath));
    const factors = await readFactors(gate.db, session, host);
    if (factors === null) return redirect(signInPath(returnPath));
    const back = { return: returnPath };
    if (hasWayHere(factors)) return redirect(`${secondStepPath}?${new URLSearchParams(back)}`);
    const passkey = { label: visit.say('passkeyAdd'), href: securityAddress('add-passkey', back) };
    const app = { label: visit.say('appSetUp'), href: securityAddress('app', back) };
    return pageAnswer({
      title: visit.say('setUpTitle'),
      lead: [visit.say('setUpLead')],
      sections: [
        {
          heading: visit.say('passkeyNameNone'),
          lead: [visit.say('setUpPasskey')],
          ways: [{ ...passkey, primary: true }],
        },
        { heading: visit.say('app'), lead: [visit.say('setUpApp')], ways: [{ ...app, look: 'quiet' }] },
      ],
      ways: [{ label: visit.say('signOut'), href: `${gatePrefix}/sign-out`, post: {} }],
    });
  },
};
