import type { MatchVerdict } from './matching/types.ts';
import type { ApprovalPolicy } from './website.ts';

/** What the policy looks at: how the applicant compares with the register, and what is proven of it (I9). */
export interface PolicyFacts {
  readonly policy: ApprovalPolicy;
  readonly verdict: MatchVerdict;
  /** Whether the verified address ties the applicant to one contact and no other (core/matching, I9). */
  readonly proven: boolean;
  /** Whether that contact is active; false where nothing is proven. */
  readonly provenContactActive: boolean;
}

export type PolicyAction =
  /** Access at once, with the proven contact or with a new one; `review`: staff still look whose contact it is. */
  | { readonly action: 'approve'; readonly contact: 'proven' | 'new'; readonly review: boolean }
  /** Staff decide. */
  | { readonly action: 'wait' };

/**
 * What a website's policy does with a registration (R4, I9). Only proof ties anybody to an existing contact without
 * staff: a name or a registration number is public knowledge. Under *automatic* everybody gets in, but who merely
 * resembles a contact gets a contact of their own, so that nobody sees another one's prices. A contact that staff
 * made inactive is never opened by a policy.
 */
export function decideByPolicy(facts: PolicyFacts): PolicyAction {
  switch (facts.policy) {
    case 'owner_only': // the gate refuses sign-up; one that came before the policy changed is not lost (case 30)
    case 'manual':
      return { action: 'wait' };
    case 'known':
      return facts.proven && facts.provenContactActive
        ? { action: 'approve', contact: 'proven', review: false }
        : { action: 'wait' };
    case 'automatic':
      if (facts.proven) {
        return facts.provenContactActive
          ? { action: 'approve', contact: 'proven', review: false }
          : { action: 'wait' };
      }
      return { action: 'approve', contact: 'new', review: facts.verdict !== 'new' };
  }
}
