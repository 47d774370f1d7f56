import type { MatchReason } from './reasons.ts';

export type { MatchReason, MatchReasonCode } from './reasons.ts';

/** A contact's person, as matching needs it. */
export interface MatchPerson {
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** A contact of the register, as matching needs it; `id` is the caller's own and comes back untouched. */
export interface MatchContact {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly street?: string | null;
  readonly postcode?: string | null;
  readonly town?: string | null;
  /** ISO 3166 two-letter code. */
  readonly country?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly registrationNo?: string | null;
  readonly vatNo?: string | null;
  readonly persons: readonly MatchPerson[];
}

/** What a visitor typed when registering; an empty string is not answered. */
export interface MatchRegistration {
  readonly companyName: string;
  readonly registrationNo: string;
  readonly vatNo: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  /** ISO 3166 two-letter code. */
  readonly country: string;
  readonly language: string;
}

/**
 * How often each key of `blockingKeys` and `statisticKeys` occurs in the register.
 * `frequency` counts contacts (a contact with the same key twice counts once); an unknown key is 0.
 */
export interface MatchStatistics {
  readonly total: number;
  frequency(key: string): number;
}

/** R10: linked by itself, a choice of staff, or nothing that it could be. */
export type MatchVerdict = 'existing' | 'verify' | 'new';

/** A contact that the application may belong to. */
export interface MatchCandidate {
  readonly contact: MatchContact;
  /** Bits of evidence: each bit doubles the odds that it is this contact; 0 is even odds. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** Why a verified e-mail address ties the applicant to a contact (I9). */
export interface MatchProof {
  readonly contact: MatchContact;
  readonly by: 'email' | 'domain';
}

/** The outcome of comparing one application with the register. */
export interface MatchResult {
  readonly verdict: MatchVerdict;
  /** The linked contact; only with `existing`. */
  readonly contact: MatchContact | null;
  /** Likeliest first; empty with `new`. */
  readonly candidates: readonly MatchCandidate[];
  /** I9, supposing that the application's e-mail address has been verified; `null` when it proves nothing. */
  readonly proof: MatchProof | null;
  readonly proven: boolean;
}
