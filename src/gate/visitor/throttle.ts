import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { allowedByAll, createCounters, isAllowed } from './counters.ts';
import { networkOf } from './network-of.ts';
import { defaultLimits, type ThrottleLimits } from './throttle-limits.ts';

/** Who tries what. `knownDevice`: this browser signed in to this account before, or followed a link mailed to it. */
export interface Attempt {
  readonly websiteId: string;
  readonly companyId: string;
  readonly emailCanonical: string;
  readonly address: string;
  readonly knownDevice: boolean;
}

/** Who tries a code of a second factor. */
export interface CodeAttempt {
  readonly companyId: string;
  readonly loginId: string;
  readonly knownDevice: boolean;
}

/**
 * Throttling in layers, counted in the database, so that all processes and restarts share the counts (GATE.md). Known and
 * unknown accounts are counted alike (I7). An owner is never locked out by a stranger who knows the address:
 *
 * - on a known device only that account's known devices count;
 * - on another one, from a network that did not try before, an account that is slowed down needs no turn, until as many
 *   networks as `freshNetworks` did so within the hour;
 * - in a longer siege by a botnet of hundreds of networks, whoever is there first has the turn. Then a passkey, a link to
 *   sign in or a new password by mail still leads in: none of them counts as an attempt at the password, and following a mailed
 *   link makes the browser a known device.
 */
export interface Throttle {
  /**
   * Counts a password attempt before the password is looked at.
   * @throws AppError `too_many_attempts` with the seconds to wait.
   */
  attempt(attempt: Attempt): Promise<void>;
  /** A right password: the account's own counts begin anew and the shared ones take this attempt back. */
  succeeded(attempt: Attempt): Promise<void>;
  /**
   * Counts an attempt at a code of a second factor or a recovery code, before it is looked at.
   * @throws AppError `too_many_attempts` with the seconds to wait.
   */
  code(attempt: CodeAttempt): Promise<void>;
  /** A right code: the sign-in's counts begin anew. */
  codeSucceeded(attempt: CodeAttempt): Promise<void>;
  /**
   * Counts a request that makes a mail go to an address: a new password, a link to sign in, a sign-up.
   * @throws AppError `too_many_attempts`.
   */
  mail(attempt: Omit<Attempt, 'knownDevice'>): Promise<void>;
}

/** Makes it. `secret`: keys hold no address in the clear. */
export function createThrottle(
  pool: pg.Pool,
  secret: Buffer,
  limits: ThrottleLimits = defaultLimits,
): Throttle {
  const { counter, slowingCounter } = createCounters(pool);
  const accountAddress = counter('aa', limits.accountAddress, true);
  const device = counter('de', limits.device);
  const account = slowingCounter('ac', 'tu', limits.account);
  const accountNetwork = counter('an', limits.accountNetwork);
  const freshNetworks = counter('fn', limits.freshNetworks);
  const network = counter('ne', limits.network, true);
  const site = counter('si', limits.site, true);
  const code = slowingCounter('co', 'ct', limits.code);
  const codeDevice = counter('cd', limits.codeDevice);
  const mailAddress = counter('ma', limits.mailAddress);
  const mailNetwork = counter('mn', limits.mailNetwork);

  const hidden = (...parts: string[]): string =>
    createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');
  const keysOf = (attempt: Omit<Attempt, 'knownDevice'>) => {
    const { websiteId, companyId, emailCanonical, address } = attempt;
    const from = networkOf(address);
    return {
      accountAddress: hidden('account-address', companyId, emailCanonical, address),
      account: hidden('account', companyId, emailCanonical),
      accountNetwork: hidden('account-network', companyId, emailCanonical, from),
      network: hidden('network', websiteId, from),
      site: websiteId,
    };
  };
  const codeKey = ({ companyId, loginId }: CodeAttempt): string => hidden('code', companyId, loginId);

  return {
    async attempt(attempt) {
      const keys = keysOf(attempt);
      if (attempt.knownDevice && (await isAllowed(device.consume(keys.account)))) return;
      // What these refuse tries no password, so it must not slow the account down.
      await allowedByAll([
        accountAddress.consume(keys.accountAddress),
        network.consume(keys.network),
        site.consume(keys.site),
      ]);
      const isFresh = await isAllowed(accountNetwork.consume(keys.accountNetwork));
      const isExempt = async () => isFresh && (await isAllowed(freshNetworks.consume(keys.account)));
      await allowedByAll([account.take(keys.account, isExempt)]);
    },
    async succeeded(attempt) {
      const keys = keysOf(attempt);
      if (attempt.knownDevice) {
        await device.delete(keys.account);
        return;
      }
      await Promise.all([
        accountAddress.delete(keys.accountAddress),
        accountNetwork.delete(keys.accountNetwork),
        freshNetworks.delete(keys.account),
        account.reset(keys.account),
        network.reward(keys.network),
        site.reward(keys.site),
      ]);
    },
    async code(attempt) {
      const key = codeKey(attempt);
      if (attempt.knownDevice && (await isAllowed(codeDevice.consume(key)))) return;
      await allowedByAll([code.take(key)]);
    },
    async codeSucceeded(attempt) {
      const key = codeKey(attempt);
      await (attempt.knownDevice ? codeDevice.delete(key) : code.reset(key));
    },
    async mail(attempt) {
      const keys = keysOf(attempt);
      await allowedByAll([mailAddress.consume(keys.account), mailNetwork.consume(keys.network)]);
    },
  };
}
