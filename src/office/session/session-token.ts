import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 bit in the form that goes into a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: a leaked database opens no session (OWASP ASVS 7.2). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
