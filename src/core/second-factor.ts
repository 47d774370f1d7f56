import { isStrong, type SignInMethod } from './security-events.ts';

/** The ways in which somebody can prove more than a password. */
export interface Factors {
  /** A second step is asked at every sign-in: the person's own choice. */
  readonly secondFactor: boolean;
  /** An authenticator app (TOTP, RFC 6238). */
  readonly app: boolean;
  /** Passkeys that work on the host in question, and those of other hosts of the company (WebAuthn §5.1.2, RP ID). */
  readonly passkeysHere: number;
  readonly passkeysElsewhere: number;
  /** Recovery codes that are left. */
  readonly recoveryCodes: number;
  readonly hasPassword: boolean;
}

/** What follows on a first step that was right: nothing, a second step, or the set-up of one. */
export type SecondStep = 'none' | 'ask' | 'set_up';

/**
 * Whether a second step follows (GATE.md "Second factor"). Who chose it is asked everywhere, even where none of the
 * ways works on this host but a recovery code: it is never skipped. Where the website demands it, who has a way is asked
 * and who has none sets one up before getting in.
 */
export function secondStepAfter(
  methods: readonly SignInMethod[],
  factors: Factors,
  demand: 'optional' | 'required',
): SecondStep {
  if (isStrong(methods)) return 'none';
  if (factors.secondFactor) return 'ask';
  if (demand === 'optional') return 'none';
  return hasWayHere(factors) ? 'ask' : 'set_up';
}

/** Whether there is anything that asks for, or could serve as, a second step: on whatever host. */
export function hasSecondStep(factors: Factors): boolean {
  return factors.secondFactor || factors.passkeysElsewhere > 0 || hasWayHere(factors);
}

/** Whether one of the ways works on this host. */
export function hasWayHere({ app, passkeysHere, recoveryCodes }: Factors): boolean {
  return app || passkeysHere > 0 || recoveryCodes > 0;
}

/** For how long after a sign-in or a proof the ways to sign in may be changed (OWASP ASVS 7.5.1), in milliseconds. */
export const recentProofMs = 600_000;

/**
 * Whether the ways to sign in may be changed now: by a session that was proven a short time ago, and, where there is a
 * passkey or an app, by two factors. Else a password alone would do to add a passkey beside them, and so to get round
 * a second factor that another website demands.
 */
export function mayChangeWays(
  session: { readonly strong: boolean; readonly createdAt: Date },
  factors: Factors,
  now: Date,
): boolean {
  return isStrongEnough(session, factors) && now.getTime() - session.createdAt.getTime() < recentProofMs;
}

/** A way to prove once more who is there. */
export type ProofKind = 'password' | 'passkey' | 'code' | 'recovery';

/** By which proofs somebody who is signed in may change the ways to sign in; none means: not from this host. */
export function proofsFor(session: { readonly strong: boolean }, factors: Factors): ProofKind[] {
  const proofs: ProofKind[] = [];
  if (factors.passkeysHere > 0) proofs.push('passkey');
  if (factors.app) proofs.push('code');
  if (isStrongEnough(session, factors) && factors.hasPassword) proofs.push('password');
  if (factors.recoveryCodes > 0) proofs.push('recovery');
  return proofs;
}

function isStrongEnough(session: { readonly strong: boolean }, factors: Factors): boolean {
  return session.strong || !(factors.app || factors.passkeysHere + factors.passkeysElsewhere > 0);
}
