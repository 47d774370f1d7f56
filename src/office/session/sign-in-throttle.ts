import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';

/** Attempts that are free, and how long a counter lives, in seconds. Unknown addresses are counted alike (I7). */
const layers = {
  /** One address of the network and one e-mail address. */
  pair: { points: 10, duration: 15 * 60 },
  /** One e-mail address from anywhere. */
  email: { points: 50, duration: 60 * 60 },
  /** One address of the network, whichever e-mail addresses it tries. */
  network: { points: 100, duration: 15 * 60 },
} as const;

export interface SignInThrottle {
  /**
   * Counts an attempt before the password is looked at, so that attempts at the same time count as well.
   * @throws AppError `too_many_attempts` with the seconds to wait
   */
  count(emailCanonical: string, remoteAddress: string): Promise<void>;
  /** Forgets the attempts of somebody who signed in, and all whose time is over. */
  forget(emailCanonical: string, remoteAddress: string): Promise<void>;
}

/** Slows down the guessing of passwords, over all office processes (OWASP ASVS 6.3.1). */
export function createSignInThrottle(db: OfficeDatabase): SignInThrottle {
  const client = {
    query: ({ text, values }: { text: string; values: unknown[] }) =>
      db.executeQuery(CompiledQuery.raw(text, values)),
  };
  const limiter = (name: keyof typeof layers) =>
    new RateLimiterPostgres({
      storeClient: client,
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: `sign_in_${name}`,
      ...layers[name],
    });
  const pair = limiter('pair');
  const email = limiter('email');
  const network = limiter('network');
  return {
    async count(emailCanonical, remoteAddress) {
      try {
        await pair.consume(keyOf(remoteAddress, emailCanonical));
        await email.consume(keyOf(emailCanonical));
        await network.consume(keyOf(remoteAddress));
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        throw new AppError('too_many_attempts', { seconds: Math.ceil(reason.msBeforeNext / 1000) });
      }
    },
    async forget(emailCanonical, remoteAddress) {
      await pair.delete(keyOf(remoteAddress, emailCanonical));
      await email.delete(keyOf(emailCanonical));
      await db.deleteFrom('rate_limit').where('expire', '<', Date.now()).execute();
    },
  };
}

/** Of one length, and telling nobody who reads the table which addresses were tried. */
function keyOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
