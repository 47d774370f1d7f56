import { accessRules } from '../access.ts';

/** What is asked about a visit, in this order. `sessions` and `last_signed_in` only tell something. */
export const visitRules = [
  'host_known',
  'path_understood',
  'path_protected',
  ...accessRules,
  'sign_in_exists',
  'address_proven',
  'way_to_sign_in',
  'second_factor',
  'sessions',
  'last_signed_in',
] as const;
export type VisitRule = (typeof visitRules)[number];

/**
 * Whether a rule comes after those about the page: on an open page it only decides whether the website is
 * told who it is.
 */
export function isAboutPerson(rule: VisitRule): boolean {
  return visitRules.indexOf(rule) > visitRules.indexOf('path_protected');
}

/** What can be found about each of the rules. */
export const visitFindings = {
  host_known: ['host_known', 'host_unknown'],
  path_understood: ['path_understood', 'path_unclear', 'path_refused'],
  path_protected: [
    'open_none',
    'open_voluntary',
    'open_check_out',
    'open_gate',
    'open_outside',
    'closed_whole',
    'closed_parts',
    'closed_prefix',
    'closed_unclear',
  ],
  website_enabled: ['website_enabled', 'website_disabled'],
  licence_valid: ['licence_endless', 'licence_valid', 'licence_grace', 'licence_over', 'licence_none'],
  account_exists: ['account_exists', 'account_missing', 'account_ended'],
  status_approved: ['status_approved', 'status_pending', 'status_declined', 'status_blocked'],
  contact_active: ['contact_active', 'contact_inactive'],
  validity_begun: ['validity_always_begun', 'validity_begun', 'validity_to_come'],
  validity_not_over: ['validity_endless', 'validity_lasts', 'validity_over'],
  sign_in_exists: ['sign_in_exists', 'sign_in_unproven', 'sign_in_missing'],
  address_proven: ['address_proven', 'address_unproven'],
  way_to_sign_in: ['password_set', 'passkey_set', 'link_offered', 'password_missing'],
  second_factor: [
    'second_factor_optional',
    'second_factor_ready',
    'second_factor_asked',
    'second_factor_chosen',
    'second_factor_missing',
    'second_factor_stuck',
  ],
  sessions: ['sessions_live', 'sessions_none'],
  last_signed_in: ['signed_in_before', 'signed_in_never'],
} as const satisfies Readonly<Record<VisitRule, readonly string[]>>;
export type VisitFinding = (typeof visitFindings)[VisitRule][number];
export const allVisitFindings: readonly VisitFinding[] = Object.values(visitFindings).flat();

/** One rule, and what was found. */
export interface VisitStep {
  readonly rule: VisitRule;
  /** Which of the rule's cases it is; there are words for each (`visit-words.ts`). */
  readonly finding: VisitFinding;
  /** Null: it tells something that speaks neither for nor against. */
  readonly passed: boolean | null;
  /** What the words name; times as ISO 8601 under `from`, `until` and `at`. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export function step<Rule extends VisitRule>(
  rule: Rule,
  finding: (typeof visitFindings)[Rule][number],
  passed: boolean | null,
  facts: VisitStep['facts'] = {},
): VisitStep {
  return { rule, finding, passed, facts };
}

/** A time as a fact. */
export function timeFact(time: Date): string {
  return Number.isNaN(time.getTime()) ? '?' : time.toISOString();
}

/** When somebody was there last, as far as the office knows; null: never. */
export function lastSignedInStep(at: Date | null): VisitStep {
  return at === null
    ? step('last_signed_in', 'signed_in_never', null)
    : step('last_signed_in', 'signed_in_before', null, { at: timeFact(at) });
}
