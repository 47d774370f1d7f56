import { lacksSecondFactor, type SignedIn, type VisitedWebsite } from './visit-decision.ts';
import { step, type VisitStep, type visitFindings } from './visit-step.ts';

/** A website as far as signing in goes. */
export interface SignInWebsite extends VisitedWebsite {
  readonly settings: VisitedWebsite['settings'] & { readonly signIn: { readonly magicLink: boolean } };
}

/** What the gate knows of the sign-in of an address. */
export interface SignInFacts {
  /** There is a sign-in; else `signedUp`: a sign-up waits for its address to be proven. */
  readonly exists: boolean;
  readonly signedUp: boolean;
  readonly addressProven: boolean;
  readonly password: boolean;
  /** A passkey that works on this website's host. */
  readonly passkey: boolean;
  /** A confirmed app for codes, or recovery codes that are left. */
  readonly codes: boolean;
  /** The person chose to be asked for a second step at every sign-in. */
  readonly secondStepChosen: boolean;
  /** Sessions on this website that are not over, and whether one of them was proven by two factors. */
  readonly sessions: number;
  readonly strongSession: boolean;
}

/** How the person is or can be signed in: with the strongest proof there is. Null where there is no way to sign in. */
export function bestSignIn(website: SignInWebsite, facts: SignInFacts): Pick<SignedIn, 'strong'> | null {
  const canBegin = facts.exists && facts.addressProven && hasWay(website, facts) && !isStuck(facts);
  return canBegin || isIn(facts) ? { strong: hasSecondFactor(facts) } : null;
}

/** Whether there is a sign-in, its address is proven, and there is a way to use it. */
export function signInSteps(website: SignInWebsite, facts: SignInFacts): VisitStep[] {
  if (!facts.exists) {
    return [step('sign_in_exists', facts.signedUp ? 'sign_in_unproven' : 'sign_in_missing', false)];
  }
  // Whoever is in came in before, and stays until the session ends: what is missing now says nothing against it.
  const without = isIn(facts) ? null : false;
  const { addressProven } = facts;
  const proven = addressProven ? 'address_proven' : 'address_unproven';
  return [
    step('sign_in_exists', 'sign_in_exists', true),
    step('address_proven', proven, addressProven || without),
    step('way_to_sign_in', wayFinding(website, facts), hasWay(website, facts) || without),
  ];
}

/** Whether a second factor is demanded and there. `facts` null: not known here; it is asked for at the sign-in. */
export function secondFactorStep(website: SignInWebsite, facts: SignInFacts | null): VisitStep {
  const rule = 'second_factor';
  const demanded = website.settings.signIn.secondFactor === 'required';
  if (facts === null) return step(rule, demanded ? 'second_factor_asked' : 'second_factor_optional', true);
  if (lacksSecondFactor(website, { account: null, strong: hasSecondFactor(facts) })) {
    return step(rule, isStuck(facts) ? 'second_factor_stuck' : 'second_factor_missing', false);
  }
  if (demanded) return step(rule, 'second_factor_ready', true);
  if (!facts.secondStepChosen) return step(rule, 'second_factor_optional', true);
  const stuck = isStuck(facts);
  const found = stuck ? 'second_factor_stuck' : 'second_factor_chosen';
  return step(rule, found, stuck ? (isIn(facts) ? null : false) : true);
}

/** How many sessions there are. */
export function sessionStep({ sessions }: SignInFacts): VisitStep {
  return step('sessions', sessions > 0 ? 'sessions_live' : 'sessions_none', null, { count: sessions });
}

function hasSecondFactor({ passkey, codes, strongSession }: SignInFacts): boolean {
  return passkey || codes || strongSession;
}

/** Asks for a second step that the person has no means for on this website's host: its passkey is of another one. */
function isStuck({ secondStepChosen, passkey, codes }: SignInFacts): boolean {
  return secondStepChosen && !passkey && !codes;
}

function isIn({ exists, sessions }: SignInFacts): boolean {
  return exists && sessions > 0;
}

function hasWay(website: SignInWebsite, { password, passkey }: SignInFacts): boolean {
  return password || passkey || website.settings.signIn.magicLink;
}

function wayFinding(
  website: SignInWebsite,
  facts: SignInFacts,
): (typeof visitFindings)['way_to_sign_in'][number] {
  if (facts.password) return 'password_set';
  if (facts.passkey) return 'passkey_set';
  return website.settings.signIn.magicLink ? 'link_offered' : 'password_missing';
}
