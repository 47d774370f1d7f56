import type { AccountAccess } from '../../core/access.ts';
import type { PublishedStatus } from '../../core/status.ts';

/** What a session knows of the account that its sign-in has on this website, with the claims (R15). */
export interface SessionAccount extends AccountAccess {
  readonly id: string;
  readonly status: PublishedStatus;
  /** As typed; mail goes there. */
  readonly email: string;
  readonly contactNumber: string;
  readonly contactName: string;
  readonly personName: string;
  readonly contactTypes: readonly string[];
  readonly priceGroup: string;
  readonly language: string;
}

/** A sign-in of one person on one website, as a gate process holds it in memory. */
export interface Session {
  readonly id: string;
  /** Key in memory and in the database: SHA-256 of the token, base64url. */
  readonly key: string;
  readonly websiteId: string;
  readonly companyId: string;
  readonly loginId: string;
  readonly email: string;
  readonly emailCanonical: string;
  /** What the person is called, as typed at sign-up. */
  readonly name: string;
  readonly language: string;
  /** The account with the sign-in's address on this website, or null where there is none. */
  readonly account: SessionAccount | null;
  /** Proven by two factors (core/security-events.ts). */
  readonly strong: boolean;
  /** "Keep me signed in": lives for the website's days, however long it is not used. */
  readonly keep: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
