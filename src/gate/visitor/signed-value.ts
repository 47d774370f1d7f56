import { createHmac, timingSafeEqual } from 'node:crypto';

/** A value with a keyed hash behind it, for cookies and hidden fields that visitors carry for us. */
export function sign(key: Buffer, purpose: string, value: string): string {
  return `${value}.${macOf(key, purpose, value)}`;
}

/** The value of what `sign` made for the same purpose, or null where it was made by somebody else. */
export function unsign(key: Buffer, purpose: string, signed: string | undefined): string | null {
  const dot = signed?.lastIndexOf('.') ?? -1;
  if (signed === undefined || dot < 0) return null;
  const value = signed.slice(0, dot);
  return isEqual(signed.slice(dot + 1), macOf(key, purpose, value)) ? value : null;
}

/** The keyed hash of a value for one purpose, base64url. */
export function macOf(key: Buffer, purpose: string, value: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${value}`).digest('base64url');
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isEqual(one: string, other: string): boolean {
  return isEqualBytes(Buffer.from(one), Buffer.from(other));
}

/** The same for bytes. */
export function isEqualBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
