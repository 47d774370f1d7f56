import {
  type AccessRule,
  type AccountAccess,
  accessRules,
  decideAccess,
  type WebsiteAccess,
} from '../access.ts';
import type { PathDecision } from '../paths.ts';

/** What the decision on a visit needs to know of a website. */
export interface VisitedWebsite {
  readonly access: WebsiteAccess;
  readonly settings: { readonly signIn: { readonly secondFactor: 'optional' | 'required' } };
}

/** Somebody who is signed in on that website. */
export interface SignedIn {
  /** The account that the sign-in has there, or null. */
  readonly account: AccountAccess | null;
  /** Proven by two factors. */
  readonly strong: boolean;
}

/** What becomes of a request for a page. */
export type VisitDecision =
  | {
      readonly kind: 'pass';
      /** Somebody with access is there, whom the website is told about; else whoever it is passes as a guest. */
      readonly identified: boolean;
    }
  /** Nobody is signed in, or not by two factors where the website demands that. */
  | { readonly kind: 'sign_in'; readonly failed: 'signed_in' | 'second_factor' }
  | {
      readonly kind: 'refuse';
      /** The first rule that does not hold. */
      readonly failed: AccessRule;
    };

// Made once: the check asks this at every request.
const identified: VisitDecision = { kind: 'pass', identified: true };
const guest: VisitDecision = { kind: 'pass', identified: false };
const nobody: VisitDecision = { kind: 'sign_in', failed: 'signed_in' };
const weak: VisitDecision = { kind: 'sign_in', failed: 'second_factor' };
const refusals = new Map<AccessRule, VisitDecision>(
  accessRules.map((failed) => [failed, { kind: 'refuse', failed }]),
);

/**
 * Whether whoever is there, or nobody, may have a page of this website at `now` (I1). The gate's check,
 * `gatehouse explain`, the office's explanations and the tests all ask this one function; `path` is what
 * `isProtected` says of the page. Who may not pass a closed page passes an open one as a guest.
 */
export function visitDecision(
  website: VisitedWebsite,
  path: PathDecision,
  visitor: SignedIn | null,
  now: Date,
): VisitDecision {
  if (visitor === null) return path.protected ? nobody : guest;
  const access = decideAccess(website.access, visitor.account, now);
  if (!access.allowed) return path.protected ? (refusals.get(access.failed) ?? nobody) : guest;
  if (lacksSecondFactor(website, visitor)) return path.protected ? weak : guest;
  return identified;
}

/** Whether the website demands a second factor that this sign-in was not proven by. */
export function lacksSecondFactor(website: VisitedWebsite, visitor: SignedIn): boolean {
  return website.settings.signIn.secondFactor === 'required' && visitor.strong !== true;
}
