import {
  type AccessRule,
  type AccountAccess,
  accessSteps,
  licenceGraceDays,
  type WebsiteAccess,
} from '../access.ts';
import { step, timeFact, type VisitStep } from './visit-step.ts';

/** The account as the check knows it: one that ended is none. */
export function currentAccount(account: AccountAccess | null): AccountAccess | null {
  return account?.status === 'ended' ? null : account;
}

/** The rules of access (`accessRules`), each with what was found. `account`: in whatever state, or null. */
export function accountSteps(website: WebsiteAccess, account: AccountAccess | null, now: Date): VisitStep[] {
  const current = currentAccount(account);
  return accessSteps(website, current, now).flatMap(({ rule, passed }) => {
    if (rule === 'website_enabled') {
      return [step(rule, passed ? 'website_enabled' : 'website_disabled', passed)];
    }
    if (rule === 'licence_valid') return [licenceStep(website.licensedUntil, passed, now)];
    if (rule === 'account_exists') {
      const missing = account === null ? 'account_missing' : 'account_ended';
      return [step(rule, passed ? 'account_exists' : missing, passed)];
    }
    // Nothing can be said about an account that is not there.
    return current === null ? [] : [stepOfAccount(rule, passed, current)];
  });
}

type RuleOfAccount = Exclude<AccessRule, 'website_enabled' | 'licence_valid' | 'account_exists'>;

function stepOfAccount(rule: RuleOfAccount, passed: boolean, account: AccountAccess): VisitStep {
  const { status, validFrom, validUntil } = account;
  switch (rule) {
    case 'status_approved':
      return step(rule, status === 'ended' ? 'status_blocked' : `status_${status}`, passed);
    case 'contact_active':
      return step(rule, passed ? 'contact_active' : 'contact_inactive', passed);
    case 'validity_begun':
      return validFrom === null
        ? step(rule, 'validity_always_begun', passed)
        : step(rule, passed ? 'validity_begun' : 'validity_to_come', passed, { from: timeFact(validFrom) });
    case 'validity_not_over':
      return validUntil === null
        ? step(rule, 'validity_endless', passed)
        : step(rule, passed ? 'validity_lasts' : 'validity_over', passed, { until: timeFact(validUntil) });
  }
}

const dayInMs = 86_400_000;

function licenceStep(until: Date | null, passed: boolean, now: Date): VisitStep {
  const rule = 'licence_valid';
  if (until === null) return step(rule, 'licence_endless', passed);
  // A company that never had a licence is published with the beginning of time.
  if (until.getTime() <= 0) return step(rule, 'licence_none', passed);
  if (!passed) return step(rule, 'licence_over', passed, { until: timeFact(until) });
  if (now < until) return step(rule, 'licence_valid', passed, { until: timeFact(until) });
  const end = new Date(until.getTime() + licenceGraceDays * dayInMs);
  return step(rule, 'licence_grace', passed, { from: timeFact(until), until: timeFact(end) });
}
