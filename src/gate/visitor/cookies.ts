import { trimSpace } from '../sessions/trim-space.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** A cookie that an answer sets; an empty value removes it. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Seconds; without it, until the browser closes. */
  readonly maxAge?: number;
}

/**
 * form: secret of this browser behind the form tokens. device: signed in here before. sign-up: the sign-up that
 * this browser sent. language: what its visitor chose. guest: goes on without signing in (R12).
 * step: a first step of a sign-in whose second is to come.
 */
export type VisitorCookie = 'form' | 'device' | 'sign-up' | 'language' | 'guest' | 'step';

/** Name of a cookie of the visitor pages: host-only, as that of the session (RFC 6265bis §4.1.3.2). */
export function cookieName(website: PublishedWebsite, cookie: VisitorCookie): string {
  return website.secure ? `__Host-gate-${cookie}` : `gate-${cookie}`;
}

/** The cookies of a request by name; of two with one name the first counts (RFC 6265 §5.4 puts it in front). */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0) continue;
    const name = trimSpace(pair.slice(0, equals));
    if (!cookies.has(name)) cookies.set(name, trimSpace(pair.slice(equals + 1)));
  }
  return cookies;
}

/** The `Set-Cookie` value; our values are base64url, UUIDs and dots, which need no encoding. */
export function cookieHeader(website: PublishedWebsite, { name, value, maxAge }: SetCookie): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (website.secure) parts.push('Secure');
  if (value === '') parts.push('Max-Age=0');
  else if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
  return parts.join('; ');
}
