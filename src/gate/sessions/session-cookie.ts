import { createHash, hash, randomBytes } from 'node:crypto';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { trimSpace } from './trim-space.ts';

/** Attributes as `@fastify/cookie` takes them. */
export interface SessionCookie {
  readonly name: string;
  readonly attributes: {
    readonly path: '/';
    readonly secure: boolean;
    readonly httpOnly: true;
    readonly sameSite: 'lax';
  };
}

/**
 * Name and attributes of the session cookie (GATE.md, RFC 6265bis §4.1.3.2): host-only, `__Host-gate` with
 * Secure; plain `gate` only where the website's public address is http, as on development hosts.
 */
export function sessionCookie(website: PublishedWebsite): SessionCookie {
  return {
    name: website.secure ? '__Host-gate' : 'gate',
    attributes: { path: '/', secure: website.secure, httpOnly: true, sameSite: 'lax' },
  };
}

/** A new session token: 256 bit of the system's random source, base64url (43 characters). */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The same as the key under which a session stands in memory, base64url; for every request. */
export function sessionKeyOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** Whether a value has the form of a token; nothing else is looked up in the database. */
export function isSessionToken(value: string): boolean {
  return /^[\w-]{43}$/.test(value);
}

/**
 * The session token of a request's `Cookie` header as it was sent, or null where there is none. A header with two
 * different values under the name counts as none: nobody can say which one is the visitor's.
 */
export function readSessionToken(website: PublishedWebsite, cookieHeader: string | undefined): string | null {
  if (cookieHeader === undefined) return null;
  const { name } = sessionCookie(website);
  let found: string | null = null;
  for (const pair of cookieHeader.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0 || trimSpace(pair.slice(0, equals)) !== name) continue;
    const value = trimSpace(pair.slice(equals + 1));
    if (found !== null && found !== value) return null;
    found = value;
  }
  return found;
}
