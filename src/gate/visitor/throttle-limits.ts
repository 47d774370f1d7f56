/** Most attempts in a time, in seconds, counted from the first of them. */
export interface Limit {
  readonly points: number;
  readonly duration: number;
}

/**
 * Beyond its points a count slows down and never locks: attempts take turns, one each 2, 4, 8 … seconds, up to
 * `longestDelay` (OWASP ASVS 6.3.1).
 */
export interface SlowingLimit extends Limit {
  readonly longestDelay: number;
}

export interface ThrottleLimits {
  /** One account from one address. */
  readonly accountAddress: Limit;
  /** One account from a device it was used on: generous, and counted apart, so that no stranger uses it up. */
  readonly device: Limit;
  /** One account from anywhere. */
  readonly account: SlowingLimit;
  /**
   * First attempts of a network at an account. While the account is slowed down they need no turn, so that a stranger who
   * keeps it so does not keep out its owner, who comes from elsewhere.
   */
  readonly accountNetwork: Limit;
  /** How many attempts all networks together get in that way, so that a botnet gains little by having many. */
  readonly freshNetworks: Limit;
  /** A network at a website: /24 of IPv4, /56 of IPv6. */
  readonly network: Limit;
  /** A whole website. */
  readonly site: Limit;
  /** Codes of a second factor and recovery codes, for one sign-in; only who knows the password comes so far. */
  readonly code: SlowingLimit;
  /** The same from a device it was used on, or on which a mailed link was followed: few, as those prove no second factor. */
  readonly codeDevice: Limit;
  /** Mails that one address is sent because somebody asked for them, links to sign in included. */
  readonly mailAddress: Limit;
  readonly mailNetwork: Limit;
}

/**
 * What an account takes in an hour from strangers, whatever their number: 10 attempts at will, 60 by turns and 30 from
 * networks that did not try before, some 100 in all (NIST SP 800-63B-4 §3.2.2); with codes of six figures, three of them
 * right at a time, the chance to guess one within a day stays below 1 in 2500.
 */
export const defaultLimits: ThrottleLimits = {
  accountAddress: { points: 5, duration: 900 },
  device: { points: 20, duration: 900 },
  account: { points: 10, duration: 3600, longestDelay: 60 },
  accountNetwork: { points: 2, duration: 3600 },
  freshNetworks: { points: 30, duration: 3600 },
  network: { points: 100, duration: 900 },
  site: { points: 1000, duration: 300 },
  code: { points: 5, duration: 86_400, longestDelay: 900 },
  codeDevice: { points: 10, duration: 86_400 },
  mailAddress: { points: 5, duration: 3600 },
  mailNetwork: { points: 60, duration: 3600 },
};
