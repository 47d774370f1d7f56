import { licenceGraceDays } from './access.ts';

/** What a licence says, as its issuer signed it (R17). */
export interface LicenceClaims {
  /** Id of the company database it is bound to. */
  readonly companyId: string;
  /** The company's short code, as it was read out to the issuer. */
  readonly companyCode: string;
  /** Name of the company at the time of issue, to tell staff whose licence it is. */
  readonly holder: string;
  /** First moment at which it no longer holds; null for one without end. */
  readonly validUntil: Date | null;
}

export type LicenceRefusal =
  | { readonly code: 'licence_other_company'; readonly company: string }
  | { readonly code: 'licence_expired'; readonly endedAt: Date };

/** Why a licence whose signature is right can't be entered for this company, or null where it can (case 42). */
export function refuseLicence(claims: LicenceClaims, companyId: string, now: Date): LicenceRefusal | null {
  if (claims.companyId !== companyId) return { code: 'licence_other_company', company: claims.holder };
  if (claims.validUntil !== null && claims.validUntil.getTime() <= now.getTime()) {
    return { code: 'licence_expired', endedAt: claims.validUntil };
  }
  return null;
}

export const licenceStates = ['none', 'valid', 'grace', 'ended'] as const;
export type LicenceStateName = (typeof licenceStates)[number];

/** Where a company's licence stands at a moment, and until when its websites stay as published (case 41). */
export interface LicenceStanding {
  readonly state: LicenceStateName;
  /** End of the grace period; null without a licence and for one without end. */
  readonly graceUntil: Date | null;
}

/** The standing of a licence, or of none. The grace period ends when the gate closes (`decideAccess`). */
export function licenceStanding(
  licence: { readonly validUntil: Date | null } | null,
  now: Date,
): LicenceStanding {
  if (licence === null) return { state: 'none', graceUntil: null };
  if (licence.validUntil === null) return { state: 'valid', graceUntil: null };
  const graceUntil = new Date(licence.validUntil.getTime() + licenceGraceDays * 86_400_000);
  if (now.getTime() < licence.validUntil.getTime()) return { state: 'valid', graceUntil };
  return { state: now.getTime() < graceUntil.getTime() ? 'grace' : 'ended', graceUntil };
}

/**
 * Whether staff may use the additional product (R17). In the grace period they may: somebody who has to be
 * declined must not keep the access because a bill is unpaid.
 */
export function isLicensed(standing: LicenceStanding): boolean {
  return standing.state === 'valid' || standing.state === 'grace';
}
