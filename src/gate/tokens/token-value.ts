import { createHash, randomBytes } from 'node:crypto';

/** What a link in a mail may be for; each token serves one (GATE.md). */
export type TokenPurpose =
  | 'verify_registration'
  | 'verify_email'
  | 'set_password'
  | 'reset_password'
  | 'sign_in'
  | 'progress';

/** A new secret of 256 bits, as it stands in a link. */
export function newTokenValue(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which a token is kept. SHA-256 suffices: the secret is random, so there is nothing to guess. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
