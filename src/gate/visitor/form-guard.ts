import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { canonicalHost } from '../../core/paths.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { isEqual, macOf } from './signed-value.ts';

/** A new secret for a browser's forms, 128 bit. It stays, so that several tabs may sign in at once. */
export function newFormSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether a cookie holds such a secret. */
export function isFormSecret(value: string | undefined): value is string {
  return value !== undefined && /^[\w-]{22}$/.test(value);
}

/** The token of every form of a browser on a website. */
export function formTokenOf(key: Buffer, website: PublishedWebsite, secret: string): string {
  return macOf(key, `form ${website.id}`, secret);
}

/** Whether a form brought the token that belongs to this browser. */
export function isOwnForm(
  key: Buffer,
  website: PublishedWebsite,
  secret: string | undefined,
  token: string | undefined,
): boolean {
  return isFormSecret(secret) && token !== undefined && isEqual(token, formTokenOf(key, website, secret));
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
  if (origin !== undefined && origin !== 'null') return isOf(website, origin);
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.referer !== undefined) return isOf(website, headers.referer);
  return isTokenPage;
}

function isOf(website: PublishedWebsite, address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.protocol !== 'https:' && (website.secure || url.protocol !== 'http:')) return false;
  const host = canonicalHost(url.host);
  return host !== null && website.hosts.includes(host);
}
