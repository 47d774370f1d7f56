import type { CodeAttempt } from '../throttle.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import type { Proof } from './prove-again.ts';

/**
 * Counts an attempt at a code before it is looked at, so that the million codes of an app can't be tried one after
 * another. Only who got past the first step gets here. A passkey can't be guessed and is not counted.
 * @throws AppError `too_many_attempts`.
 */
export async function beforeProof(gate: VisitorGate, attempt: CodeAttempt, { kind }: Proof): Promise<void> {
  if (kind !== 'passkey') await gate.throttle.code(attempt);
}

/** A right proof: the count begins anew. */
export async function afterProof(gate: VisitorGate, attempt: CodeAttempt, { kind }: Proof): Promise<void> {
  if (kind !== 'passkey') await gate.throttle.codeSucceeded(attempt);
}
