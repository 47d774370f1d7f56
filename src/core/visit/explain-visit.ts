import type { AccountAccess } from '../access.ts';
import type { PathSettings } from '../paths.ts';
import type { OriginKind } from '../website.ts';
import { accountSteps, currentAccount } from './account-steps.ts';
import { pathDecisionOf, pathSteps, refusesUnclear } from './path-steps.ts';
import {
  bestSignIn,
  type SignInFacts,
  type SignInWebsite,
  secondFactorStep,
  sessionStep,
  signInSteps,
} from './sign-in-steps.ts';
import { type SignedIn, visitDecision } from './visit-decision.ts';
import { step, type VisitRule, type VisitStep } from './visit-step.ts';

/** What the explanation needs to know of a website; published settings have it all. */
export interface ExplainedWebsite extends SignInWebsite {
  readonly settings: SignInWebsite['settings'] &
    PathSettings & { readonly origin: { readonly kind: OriginKind } };
}

/** Who wants to have which page, when. */
export interface VisitQuestion {
  readonly website: ExplainedWebsite;
  /** Whether the page's host belongs to the website; null where no host was named. */
  readonly hostKnown: boolean | null;
  /** Raw request target; null: any page of the closed part. */
  readonly target: string | null;
  /** The account of the address on this website, in whatever state, or null. */
  readonly account: AccountAccess | null;
  /** Null where it is not known, as in the office: the person is then taken to sign in as the website demands. */
  readonly signIn: SignInFacts | null;
  readonly now: Date;
}

export interface VisitExplanation {
  /** Gets the page: what the check decides. */
  readonly allowed: boolean;
  /** The website is told who it is. */
  readonly identified: boolean;
  /** The page is open to everybody; the steps about the person then only say whether the website is told of them. */
  readonly open: boolean;
  /** The first step that keeps the person out. */
  readonly failed: VisitRule | null;
  readonly steps: readonly VisitStep[];
}

/**
 * Whether and why somebody gets a page, step by step. The answer is that of `visitDecision`, which the check
 * asks; the steps are the same rules (a property test compares them), together with what is known of the
 * sign-in, without which nobody gets as far as the check.
 */
export function explainVisit(question: VisitQuestion): VisitExplanation {
  const { website, hostKnown, target, account, signIn, now } = question;
  const path = pathDecisionOf(website.settings, target);
  // The gate answers 404 for an unknown host, and 400 for an unclear path where it serves the website itself.
  const isServed = hostKnown !== false && !(path.suspicious && refusesUnclear(website.settings.origin));
  const decision = visitDecision(website, path, visitorOf(question), now);
  const allowed = isServed && decision.kind === 'pass';
  const steps = [
    ...(hostKnown === null ? [] : [step('host_known', hostKnown ? 'host_known' : 'host_unknown', hostKnown)]),
    ...pathSteps(website.settings, target),
    ...accountSteps(website.access, account, now),
    ...(signIn === null ? [] : signInSteps(website, signIn)),
    secondFactorStep(website, signIn),
    ...(signIn === null ? [] : [sessionStep(signIn)]),
  ];
  return {
    allowed,
    identified: allowed && decision.identified,
    open: isServed && !path.protected,
    failed: allowed ? null : (steps.find(({ passed }) => passed === false)?.rule ?? null),
    steps,
  };
}

/** The session that the person has or can get; null where there is no way to one. */
function visitorOf({ website, account, signIn }: VisitQuestion): SignedIn | null {
  const best = signIn === null ? { strong: true } : bestSignIn(website, signIn);
  return best === null ? null : { account: currentAccount(account), ...best };
}
