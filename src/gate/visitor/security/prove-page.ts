import { gatePrefix } from '../../../core/paths.ts';
import { mayChangeWays, proofsFor } from '../../../core/second-factor.ts';
import { passkeyScript } from '../../pages/assets.ts';
import { proofSections, readProof, typedProof } from '../pages/proof-forms.ts';
import { hostsOf } from '../pages/second-step-page.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { proveAgain } from '../second-factor/prove-again.ts';
import { readFactors } from '../second-factor/read-factors.ts';
import { isKnownDevice } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { changingOf } from './guard-change.ts';

/** Asks who is signed in to prove it once more, before the ways to sign in are changed; leads back afterwards. */
export const provePage: VisitorPage = {
  path: 'prove',

  async show(visit, typed) {
    const { gate, session, host, returnPath } = visit;
    if (session === null) return signInToSee;
    const factors = await readFactors(gate.db, session, host);
    if (factors === null) return signInToSee;
    if (mayChangeWays(session, factors, gate.clock.now())) return redirect(returnPath);
    const kinds = proofsFor(session, factors);
    const elsewhere = factors.passkeysElsewhere > 0 && !session.strong;
    const instead =
      kinds.length > 0
        ? []
        : [
            elsewhere
              ? visit.say('proveElsewhere', { hosts: await hostsOf(visit, session) })
              : visit.say('proveSignIn'),
          ];
    const signOut = { label: visit.say('signInAnew'), href: `${gatePrefix}/sign-out`, post: {} };
    return pageAnswer(
      {
        title: visit.say('proveTitle'),
        lead: [visit.say('proveLead'), ...instead],
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: await proofSections(visit, kinds, { ...session, returnPath }, typed),
        ways: [
          ...(kinds.length === 0 && !elsewhere ? [signOut] : []),
          { label: visit.say('myPage'), href: `${gatePrefix}/my-page` },
        ],
        scripts: [passkeyScript],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, host, returnPath } = visit;
    if (session === null) return signInToSee;
    const proof = await readProof(visit, session.loginId);
    const factors = await readFactors(gate.db, session, host);
    // Only what is asked for counts: a password is none of it where there is a second factor.
    const isAsked = proof !== null && factors !== null && proofsFor(session, factors).includes(proof.kind);
    if (proof === null || !isAsked) return this.show(visit, typedProof(visit, null));
    const knownDevice = isKnownDevice(visit, session.emailCanonical);
    const result = await proveAgain(gate, { ...changingOf(visit, session), knownDevice }, proof);
    if (result.kind === 'wrong') return this.show(visit, typedProof(visit, proof));
    if (result.kind === 'signed_out') return redirect(`${gatePrefix}/sign-in`, { session: 'end' });
    return redirect(returnPath, { session: result.session });
  },
};
