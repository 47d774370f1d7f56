import { type Options, parseOptions, hash as runHash, verify as runVerify } from '@node-rs/argon2';
import { AppError } from '../core/errors.ts';
import { createTurnstile } from './turnstile.ts';

/** Argon2id with 19 MiB, two passes, one lane: OWASP's floor, and what GATE.md asks for. */
export const parameters = {
  algorithm: 2, // Argon2id; the package's const enum cannot be used with type stripping
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const satisfies Options;

/**
 * A hash of no one's password with the parameters above, so that an unknown address costs the same time (I7).
 * A test keeps its parameters equal to ours.
 */
export const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$nSzhfEXV5zHfTbjtsHIBTA$rgtKjV8d1ghjVktdItrxkamDNjZKQZ3/2dPU7IrBXLY';

const turnstile = createTurnstile();

/**
 * Hashes a password (NFKC, so that every keyboard's spelling of it is the same) for keeping.
 * @throws AppError `busy` where too many hashes are under way already.
 */
export function hashPassword(plain: string): Promise<string> {
  return atATime(() => runHash(plain.normalize('NFKC'), parameters));
}

/**
 * Whether a password is the one that was hashed. Without a hash it takes the same time and says no (I7).
 * @throws AppError `busy` where too many hashes are under way already.
 */
export async function verifyPassword(hash: string | null, plain: string): Promise<boolean> {
  const matches = await atATime(() => runVerify(hash ?? dummyHash, plain.normalize('NFKC')));
  return hash !== null && matches;
}

/** Whether a kept hash was made with weaker parameters than today's, so that the next sign-in renews it. */
export function needsRehash(hash: string): boolean {
  const used = parseOptions(hash);
  return (
    used.algorithm !== parameters.algorithm ||
    used.memoryCost < parameters.memoryCost ||
    used.timeCost < parameters.timeCost
  );
}

async function atATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = await turnstile.enter();
  if (turn === null) throw new AppError('busy', { seconds: 5 });
  try {
    return await work();
  } finally {
    turn.leave();
  }
}
