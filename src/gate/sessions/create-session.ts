import type { Clock } from '../../core/clock.ts';
import { isStrong, type SignInMethod } from '../../core/security-events.ts';
import { newId } from '../../core/uuid.ts';
import type { GateTransaction } from '../context.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { hashSessionToken, newSessionToken, type SessionCookie, sessionCookie } from './session-cookie.ts';

const hourInMs = 3_600_000;
const longestUserAgent = 300;

/** How a session came about. */
export interface SessionOrigin {
  readonly methods: readonly SignInMethod[];
  /** "Keep me signed in" was ticked; counts only where the website offers it. */
  readonly keep: boolean;
  /** The browser's name for itself, for the person's list of sessions. */
  readonly userAgent: string;
  /** The visitor's network address. */
  readonly address: string;
}

/** What the answer to a sign-in sets: cookie `name` = `token` with `attributes`. */
export interface NewSession extends SessionCookie {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
  /** The cookie outlives the browser. */
  readonly keep: boolean;
}

/**
 * Makes a session with a new token (never one that the visitor brought, OWASP ASVS 7.2.4). Only the token's
 * SHA-256 is stored. Any number of sessions of one person may live side by side.
 */
export async function createSession(
  trx: GateTransaction,
  clock: Clock,
  {
    website,
    loginId,
    origin,
  }: { readonly website: PublishedWebsite; readonly loginId: string; readonly origin: SessionOrigin },
): Promise<NewSession> {
  const token = newSessionToken();
  const id = newId();
  const now = clock.now();
  const { sessionHours, signIn } = website.settings;
  const keep = origin.keep && signIn.keepSignedIn;
  const hours = keep ? signIn.keepSignedInDays * 24 : sessionHours;
  const expiresAt = new Date(now.getTime() + hours * hourInMs);
  await trx
    .insertInto('session')
    .values({
      token_hash: hashSessionToken(token),
      id,
      website_id: website.id,
      company_id: website.companyId,
      login_id: loginId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      methods: [...origin.methods],
      strong: isStrong(origin.methods),
      keep,
      user_agent: origin.userAgent.replace(/\p{Cc}/gu, ' ').slice(0, longestUserAgent),
      address: origin.address,
    })
    .execute();
  return { id, token, expiresAt, keep, ...sessionCookie(website) };
}
