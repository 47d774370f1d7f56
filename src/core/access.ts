import type { PublishedStatus } from './status.ts';

/** What the decision needs to know of a website. */
export interface WebsiteAccess {
  readonly enabled: boolean;
  /** End of the licence, or null for one without end. */
  readonly licensedUntil: Date | null;
}

/** What the decision needs to know of one contact's account on that website. */
export interface AccountAccess {
  readonly status: PublishedStatus;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly contactActive: boolean;
}

/** The rules in the order in which they are asked; the first that fails is the reason. */
export const accessRules = [
  'website_enabled',
  'licence_valid',
  'account_exists',
  'status_approved',
  'contact_active',
  'validity_begun',
  'validity_not_over',
] as const;
export type AccessRule = (typeof accessRules)[number];

export type AccessDecision =
  | { readonly allowed: true; readonly failed: null }
  | { readonly allowed: false; readonly failed: AccessRule };

/** Days that a published website stays open after the end of its licence (case 41). */
export const licenceGraceDays = 30;
const dayInMs = 86_400_000;

/** Whether each rule holds, in the order of `accessRules`. Rules about an account that is not there fail. */
export function accessSteps(
  website: WebsiteAccess,
  account: AccountAccess | null,
  now: Date,
): { rule: AccessRule; passed: boolean }[] {
  return accessRules.map((rule) => ({ rule, passed: holds(rule, website, account, now) }));
}

/**
 * Effective access: whether somebody with this account may pass the protected part of this website at `now`.
 * The gate's check, the office's screens, the explanation and the tests all ask this one function (I1).
 * Validity includes `validFrom` and excludes `validUntil`. Closed on doubt: an invalid date denies.
 */
export function decideAccess(
  website: WebsiteAccess,
  account: AccountAccess | null,
  now: Date,
): AccessDecision {
  for (const rule of accessRules) {
    if (!holds(rule, website, account, now)) return { allowed: false, failed: rule };
  }
  return { allowed: true, failed: null };
}

function holds(rule: AccessRule, website: WebsiteAccess, account: AccountAccess | null, now: Date): boolean {
  const time = now.getTime();
  switch (rule) {
    case 'website_enabled':
      return website.enabled === true;
    case 'licence_valid':
      return (
        website.licensedUntil === null || time < website.licensedUntil.getTime() + licenceGraceDays * dayInMs
      );
    case 'account_exists':
      return account !== null;
    case 'status_approved':
      return account?.status === 'approved';
    case 'contact_active':
      return account?.contactActive === true;
    case 'validity_begun':
      return account !== null && (account.validFrom === null || time >= account.validFrom.getTime());
    case 'validity_not_over':
      return account !== null && (account.validUntil === null || time < account.validUntil.getTime());
  }
}
