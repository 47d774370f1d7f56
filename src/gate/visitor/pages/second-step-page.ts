import { gatePrefix } from '../../../core/paths.ts';
import { hasWayHere, type ProofKind } from '../../../core/second-factor.ts';
import { lacksSecondFactor } from '../../../core/visit/visit-decision.ts';
import { findLogin } from '../../logins/find-login.ts';
import { passkeyScript } from '../../pages/assets.ts';
import { cookieName } from '../cookies.ts';
import { myPageAddress } from '../my-page/my-page-menu.ts';
import { findPasskeys } from '../passkeys/find-passkeys.ts';
import { completeSignIn } from '../second-factor/complete-sign-in.ts';
import { proveAgain } from '../second-factor/prove-again.ts';
import { readFactors } from '../second-factor/read-factors.ts';
import { findStep } from '../second-factor/sign-in-step.ts';
import type { SecondProof } from '../second-factor/take-proof.ts';
import { isKnownDevice, type Visit } from '../visit.ts';
import { type Answer, pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { proofSections, readSecondProof, typedProof } from './proof-forms.ts';
import { setUpPath, signInPath } from './sign-in-paths.ts';
import { browserOf } from './signing-browser.ts';
import { statusPath } from './status-page.ts';

/** Whose second step it is: of a sign-in under way, or of whoever is signed in by one factor only. */
interface Waiting {
  readonly loginId: string;
  readonly returnPath: string;
  /** Of the sign-in under way; null for a session. */
  readonly token: string | null;
}

/** The second step of a sign-in (GATE.md "Second factor"): passkey, code of an app, or recovery code. */
export const secondStepPage: VisitorPage = {
  path: 'second-step',
  leadsOn: true,

  async show(visit, typed) {
    const waiting = await findWaiting(visit);
    if (waiting === null) return over(visit);
    const { gate, website, host } = visit;
    const person = { companyId: website.companyId, loginId: waiting.loginId };
    const [factors, login] = await Promise.all([
      readFactors(gate.db, person, host),
      findLogin(gate.db, website.companyId, person),
    ]);
    if (factors === null || login === null) return over(visit);
    if (waiting.token === null && !hasWayHere(factors)) return redirect(setUpPath(waiting.returnPath));
    const kinds: ProofKind[] = [
      ...(factors.passkeysHere > 0 ? ['passkey' as const] : []),
      ...(factors.app ? ['code' as const] : []),
      ...(factors.recoveryCodes > 0 ? ['recovery' as const] : []),
    ];
    const isElsewhereOnly = !factors.app && factors.passkeysHere === 0 && factors.passkeysElsewhere > 0;
    const elsewhere = isElsewhereOnly
      ? [visit.say('passkeyElsewhere', { hosts: await hostsOf(visit, person) })]
      : [];
    return pageAnswer(
      {
        title: visit.say('secondStepTitle'),
        lead: [visit.say('secondStepLead', { email: login.email }), ...elsewhere],
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: [
          ...(await proofSections(visit, kinds, { ...person, returnPath: waiting.returnPath }, typed)),
          { lead: [visit.say('lostEverything')] },
        ],
        ways: [
          waiting.token === null
            ? { label: visit.say('signOut'), href: `${gatePrefix}/sign-out`, post: {} }
            : { label: visit.say('signInAnew'), href: signInPath(waiting.returnPath) },
        ],
        scripts: [passkeyScript],
      },
      typed,
    );
  },

  async submit(visit) {
    const waiting = await findWaiting(visit);
    if (waiting === null) return over(visit);
    const proof = await readSecondProof(visit, waiting.loginId);
    if (proof === null) return this.show(visit, typedProof(visit, null));
    const wrong = (): Promise<Answer> => this.show(visit, typedProof(visit, proof));
    return waiting.token === null
      ? stepUp(visit, proof, wrong)
      : finish(visit, { ...waiting, token: waiting.token }, proof, wrong);
  },
};

async function findWaiting(visit: Visit): Promise<Waiting | null> {
  const { gate, website, session, form, returnPath } = visit;
  const token = visit.cookies.get(cookieName(website, 'step'));
  const step = token === undefined ? null : await findStep(gate.db, gate.clock, website, token);
  if (step !== null && token !== undefined) {
    // The page's own form may know the very place on the page too (#…).
    const own = form.return === undefined ? step.returnPath : returnPath;
    return { loginId: step.loginId, token, returnPath: own };
  }
  if (session === null || session.strong) return null;
  return { loginId: session.loginId, token: null, returnPath };
}

/** Nothing to do here: signed in far enough already, perhaps in another tab, or it took too long. */
function over(visit: Visit): Answer {
  const { session, website, returnPath } = visit;
  const step = { name: cookieName(website, 'step'), value: '' };
  if (session !== null && !lacksSecondFactor(website, session)) {
    return redirect(statusPath(returnPath), { cookies: [step] });
  }
  return redirect(signInPath(returnPath, 'step_over'), { cookies: [step] });
}

async function finish(
  visit: Visit,
  { token, returnPath }: Waiting & { readonly token: string },
  proof: SecondProof,
  wrong: () => Promise<Answer>,
): Promise<Answer> {
  const browser = browserOf(visit);
  const result = await completeSignIn(visit.gate, visit.website, {
    token,
    proof,
    browser,
    isKnownDevice: (emailCanonical) => isKnownDevice(visit, emailCanonical),
  });
  if (result.kind === 'expired') return over(visit);
  const placed = result.kind === 'signed_in' ? { ...result, returnPath } : result;
  const answer = await answerSignIn(visit, placed, { email: '', wrong });
  return answer.kind === 'redirect' && result.kind === 'signed_in' && proof.kind === 'recovery'
    ? { ...answer, to: afterRecovery(returnPath) }
    : answer;
}

/** Somebody signed in by one factor proves another: the session goes on as a strong one. */
async function stepUp(visit: Visit, proof: SecondProof, wrong: () => Promise<Answer>): Promise<Answer> {
  const { gate, website, session, returnPath } = visit;
  if (session === null) return over(visit);
  const { host, userAgent, address } = visit;
  const knownDevice = isKnownDevice(visit, session.emailCanonical);
  const result = await proveAgain(gate, { website, session, host, userAgent, address, knownDevice }, proof);
  if (result.kind === 'wrong') return wrong();
  if (result.kind === 'signed_out') return redirect(signInPath(returnPath), { session: 'end' });
  const to = proof.kind === 'recovery' ? afterRecovery(returnPath) : statusPath(returnPath);
  return redirect(to, { session: result.session });
}

/** Whoever needed a recovery code may have lost the app or the passkey: that is looked at first. */
function afterRecovery(returnPath: string): string {
  return `${myPageAddress('security', 'recovery')}&${new URLSearchParams({ return: returnPath })}`;
}

/** The hosts that a person's passkeys work on, as a list in words. */
export async function hostsOf(
  visit: Visit,
  person: { readonly companyId: string; readonly loginId: string },
): Promise<string> {
  const passkeys = await findPasskeys(visit.gate.db, person);
  const language = visit.language === 'no' ? 'nb' : visit.language;
  return new Intl.ListFormat(language).format([...new Set(passkeys.map(({ host }) => host))]);
}
