import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Seconds that a code counts (RFC 6238 §5.2), its digits, and the secret's bytes (RFC 4226 §4 R6: 160 bit). */
const period = 30;
const digits = 6;
const secretBytes = 20;
/** Steps before and after the present one that are taken too, for clocks that differ (RFC 6238 §6). */
const window = [-1, 0, 1] as const;

/** A new shared secret. */
export function newTotpSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** Whether a value can be such a secret. */
export function isTotpSecret(value: Buffer): boolean {
  return value.length === secretBytes;
}

/** The secret as people type it into an app: base32 in groups of four. */
export function readableSecret(secret: Buffer): string {
  return (secretOf(secret).base32.match(/.{1,4}/g) ?? []).join(' ');
}

/** What an app reads from the QR code: the secret, whose it is and where it is for (`otpauth://totp/…`). */
export function totpAddress(secret: Buffer, website: string, email: string): string {
  return new TOTP({ issuer: website, label: email, secret: secretOf(secret), digits, period }).toString();
}

/**
 * The time step whose code this is, or null where it is none of those that count now. Spaces are let pass. All
 * codes are compared, each in constant time, so that the time tells nothing.
 */
export function stepOfCode(secret: Buffer, typed: string, now: Date): number | null {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return null;
  let found: number | null = null;
  for (const offset of window) {
    const timestamp = now.getTime() + offset * period * 1000;
    const right = TOTP.generate({ secret: secretOf(secret), digits, period, timestamp });
    if (timingSafeEqual(Buffer.from(right), Buffer.from(code))) found = TOTP.counter({ period, timestamp });
  }
  return found;
}

function secretOf(secret: Buffer): Secret {
  const bytes = new Uint8Array(secret); // a copy with a buffer of its own
  return new Secret({ buffer: bytes.buffer });
}
