import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type pg from 'pg';
import { type IRateLimiterPostgresOptions, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../core/errors.ts';

/** Who tries what. `knownDevice`: this browser signed in to this account before. */
export interface Attempt {
  readonly websiteId: string;
  readonly companyId: string;
  readonly emailCanonical: string;
  readonly address: string;
  readonly knownDevice: boolean;
}

/** Most attempts in a time, in seconds. */
interface Limit {
  readonly points: number;
  readonly duration: number;
}
export interface ThrottleLimits {
  /** One account from one address. */
  readonly accountAddress: Limit;
  /** One account from a device it was used on: generous, and counted apart, so that no stranger uses it up. */
  readonly device: Limit;
  /** One account from anywhere: beyond it attempts wait their turn, up to `longestDelay` seconds. */
  readonly account: Limit & { readonly longestDelay: number };
  /** A network: /24 of IPv4, /56 of IPv6. */
  readonly network: Limit;
  /** A whole website. */
  readonly site: Limit;
  /** Mails that one address is sent because somebody asked for them. */
  readonly mailAddress: Limit;
  readonly mailNetwork: Limit;
}

export const defaultLimits: ThrottleLimits = {
  accountAddress: { points: 5, duration: 900 },
  device: { points: 20, duration: 900 },
  account: { points: 10, duration: 3600, longestDelay: 60 },
  network: { points: 100, duration: 900 },
  site: { points: 1000, duration: 300 },
  mailAddress: { points: 5, duration: 3600 },
  mailNetwork: { points: 60, duration: 3600 },
};

export interface Throttle {
  /**
   * Counts a password attempt before the password is looked at, known and unknown accounts alike (I7).
   * @throws AppError `too_many_attempts` with the seconds to wait.
   */
  attempt(attempt: Attempt): Promise<void>;
  /** A right password: the account's own counts begin anew and the shared ones take this attempt back. */
  succeeded(attempt: Attempt): Promise<void>;
  /**
   * Counts a request that makes a mail go to an address.
   * @throws AppError `too_many_attempts`.
   */
  mail(attempt: Omit<Attempt, 'knownDevice'>): Promise<void>;
}

/** Throttling in layers, counted in the database, so that all processes and restarts share the counts (GATE.md). */
export function createThrottle(
  pool: pg.Pool,
  secret: Buffer,
  limits: ThrottleLimits = defaultLimits,
): Throttle {
  const limiter = (keyPrefix: string, { points, duration }: Limit): RateLimiterPostgres => {
    const options: IRateLimiterPostgresOptions = {
      storeClient: pool,
      storeType: 'pool',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    };
    return new RateLimiterPostgres(options);
  };
  const accountAddress = limiter('aa', limits.accountAddress);
  const device = limiter('de', limits.device);
  const account = limiter('ac', { ...limits.account, points: 1_000_000_000 });
  const turn = limiter('tu', { points: 1, duration: limits.account.longestDelay });
  const network = limiter('ne', limits.network);
  const site = limiter('si', limits.site);
  const mailAddress = limiter('ma', limits.mailAddress);
  const mailNetwork = limiter('mn', limits.mailNetwork);

  const hidden = (...parts: string[]): string =>
    createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');
  const keysOf = (attempt: Omit<Attempt, 'knownDevice'>) => ({
    accountAddress: hidden('account-address', attempt.companyId, attempt.emailCanonical, attempt.address),
    account: hidden('account', attempt.companyId, attempt.emailCanonical),
    network: hidden('network', attempt.websiteId, networkOf(attempt.address)),
    site: attempt.websiteId,
  });

  /** An account tried too often is slowed down, not locked: one attempt each 2, 4, 8 … seconds (OWASP ASVS 6.3.1). */
  async function takeTurn(key: string): Promise<void> {
    const { consumedPoints } = await account.consume(key);
    const beyond = consumedPoints - limits.account.points;
    if (beyond <= 0) return;
    const seconds = Math.min(limits.account.longestDelay, 2 ** Math.min(beyond, 16));
    await turn.consume(key, 1, { customDuration: seconds });
  }

  return {
    async attempt(attempt) {
      const keys = keysOf(attempt);
      await allowedBy(
        attempt.knownDevice
          ? [device.consume(keys.account)]
          : [
              accountAddress.consume(keys.accountAddress),
              takeTurn(keys.account),
              network.consume(keys.network),
              site.consume(keys.site),
            ],
      );
    },
    async succeeded(attempt) {
      const keys = keysOf(attempt);
      await Promise.all(
        attempt.knownDevice
          ? [device.delete(keys.account)]
          : [
              accountAddress.delete(keys.accountAddress),
              account.delete(keys.account),
              turn.delete(keys.account),
              network.reward(keys.network),
              site.reward(keys.site),
            ],
      );
    },
    async mail(attempt) {
      const keys = keysOf(attempt);
      await allowedBy([mailAddress.consume(keys.account), mailNetwork.consume(keys.network)]);
    },
  };
}

/** Waits for all layers, so that each counts; one that refuses is enough. */
async function allowedBy(layers: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(layers);
  let wait = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof RateLimiterRes)) throw result.reason;
    wait = Math.max(wait, result.reason.msBeforeNext);
  }
  if (wait > 0) throw new AppError('too_many_attempts', { seconds: Math.max(1, Math.ceil(wait / 1000)) });
}

/** The network an address belongs to: /24 of IPv4 (also where written as IPv6), /56 of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped.split('.').slice(0, 3).join('.');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  const bits = groups
    .slice(0, 4)
    .map((group) => String(group).padStart(4, '0'))
    .join('');
  return bits.slice(0, 14);
}
