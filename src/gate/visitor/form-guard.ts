import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isOriginOf, type PublishedWebsite } from '../websites/published-website.ts';
import { isEqualBytes, macOf } from './signed-value.ts';

/** A new secret for a browser's forms, 128 bit. It stays, so that several tabs may sign in at once. */
export function newFormSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether a cookie holds such a secret. */
export function isFormSecret(value: string | undefined): value is string {
  return value !== undefined && /^[\w-]{22}$/.test(value);
}

/**
 * The token for the forms of one answer. It looks different in each, so that the length of a compressed page tells
 * nothing of it to who can make the browser ask for pages (BREACH).
 */
export function formTokenOf(key: Buffer, website: PublishedWebsite, secret: string): string {
  const token = tokenBytes(key, website, secret);
  const mask = randomBytes(token.length);
  return Buffer.concat([mask, xor(token, mask)]).toString('base64url');
}

function tokenBytes(key: Buffer, website: PublishedWebsite, secret: string): Buffer {
  return Buffer.from(macOf(key, `form ${website.id}`, secret), 'base64url');
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
}

/** Whether a form brought the token that belongs to this browser. */
export function isOwnForm(
  key: Buffer,
  website: PublishedWebsite,
  secret: string | undefined,
  token: string | undefined,
): boolean {
  if (!isFormSecret(secret) || token === undefined) return false;
  const bytes = Buffer.from(token, 'base64url');
  const [mask, masked] = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
  return isEqualBytes(xor(masked, mask), tokenBytes(key, website, secret));
}

/**
 * Whether a post comes from the website's own pages, by what the browser says of its origin. Pages with a token in
 * their address send no referrer, and with that `Origin: null` (Fetch §3.2): there Fetch Metadata decides, and
 * for browsers without it the form token alone.
 */
export function isOwnOrigin(
  headers: IncomingHttpHeaders,
  website: PublishedWebsite,
  { isTokenPage }: { readonly isTokenPage: boolean },
): boolean {
  const { origin } = headers;
  if (origin !== undefined && origin !== 'null') return isOriginOf(website, origin);
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.referer !== undefined) return isOriginOf(website, headers.referer);
  return isTokenPage;
}
