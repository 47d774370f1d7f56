import { type Options, parseOptions } from '@node-rs/argon2';
import { AppError } from '../core/errors.ts';
import { createHashPool, type HashJob } from './hash-pool.ts';
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

/** Seconds after which whoever was turned away may come again. */
const busySeconds = 5;

const turnstile = createTurnstile();
const pool = createHashPool();

/**
 * Hashes a password (NFKC, so that every keyboard's spelling of it is the same) for keeping.
 * @throws AppError `busy` where too many hashes are under way already.
 */
export async function hashPassword(plain: string): Promise<string> {
  return String(await inTurn({ kind: 'hash', plain: plain.normalize('NFKC'), parameters }));
}

/**
 * Whether a password is the one that was hashed. Without a hash it takes the same time and says no (I7).
 * @throws AppError `busy` where too many hashes are under way already.
 */
export async function verifyPassword(hash: string | null, plain: string): Promise<boolean> {
  const matches = await inTurn({ kind: 'verify', hash: hash ?? dummyHash, plain: plain.normalize('NFKC') });
  return hash !== null && matches === true;
}

/**
 * Refuses while nothing could be hashed, before an attempt costs the database anything or is counted.
 * @throws AppError `busy`
 */
export function requireHashing(): void {
  if (turnstile.isFull) throw new AppError('busy', { seconds: busySeconds });
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

async function inTurn(job: HashJob): Promise<string | boolean> {
  const turn = await turnstile.enter();
  if (turn === null) throw new AppError('busy', { seconds: busySeconds });
  try {
    return await pool.run(job);
  } finally {
    turn.leave();
  }
}
