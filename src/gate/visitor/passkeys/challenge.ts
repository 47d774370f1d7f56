import { randomBytes } from 'node:crypto';
import type { GateTransaction } from '../../context.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { isEqual, macOf } from '../signed-value.ts';

/** Seconds in which the browser must answer. */
export const challengeSeconds = 300;
const randomLength = 16;
const timeLength = 6;
const macLength = 32;

/** What a passkey is asked for; a challenge of one purpose is nothing for another. */
export type ChallengePurpose = 'register' | 'sign_in' | 'second_factor';

/** What a challenge is good for, and only for that. */
export interface ChallengeScope {
  readonly purpose: ChallengePurpose;
  readonly website: PublishedWebsite;
  readonly host: string;
  /** The secret behind this browser's form tokens: what one browser was asked, another can't answer. */
  readonly browser: string;
  /** Whose passkey it is to be; null for a sign-in with any. */
  readonly loginId: string | null;
}

/** A challenge that this gate made and that still counts. */
export interface LiveChallenge {
  readonly value: string;
  readonly expiresAt: Date;
}

/**
 * A new challenge (WebAuthn §13.4.3), base64url: 128 random bits, its end and a keyed hash over both and the scope. Nothing is
 * kept until it is answered, so that looking at the sign-in page writes nothing and strangers can't fill a table by it.
 */
export function newChallenge(key: Buffer, scope: ChallengeScope, now: Date): string {
  const head = Buffer.alloc(randomLength + timeLength);
  randomBytes(randomLength).copy(head);
  head.writeUIntBE(now.getTime() + challengeSeconds * 1000, randomLength, timeLength);
  return Buffer.concat([head, macOfChallenge(key, scope, head)]).toString('base64url');
}

/** The challenge in a browser's answer (base64url), or null where it is none of ours for this scope, or too old. */
export function readChallenge(
  key: Buffer,
  scope: ChallengeScope,
  value: string,
  now: Date,
): LiveChallenge | null {
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.length !== randomLength + timeLength + macLength) return null;
  const head = bytes.subarray(0, randomLength + timeLength);
  const mac = bytes.subarray(randomLength + timeLength);
  if (!isEqual(mac.toString('base64url'), macOfChallenge(key, scope, head).toString('base64url')))
    return null;
  const expiresAt = new Date(head.readUIntBE(randomLength, timeLength));
  return expiresAt.getTime() <= now.getTime() ? null : { value: bytes.toString('base64url'), expiresAt };
}

/** Spends a challenge; false where it was spent before. Of two that answer the same one at once, one counts. */
export async function spendChallenge(
  trx: GateTransaction,
  { website, purpose, loginId }: ChallengeScope,
  { value, expiresAt }: LiveChallenge,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('passkey_challenge')
    .values({ challenge: value, website_id: website.id, purpose, login_id: loginId, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('challenge').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

function macOfChallenge(key: Buffer, scope: ChallengeScope, head: Buffer): Buffer {
  const { purpose, website, host, browser, loginId } = scope;
  const value = JSON.stringify([website.id, host, browser, loginId, head.toString('base64url')]);
  return Buffer.from(macOf(key, `passkey ${purpose}`, value), 'base64url');
}
