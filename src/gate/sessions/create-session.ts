import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/uuid.ts';
import type { GateTransaction } from '../context.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { hashSessionToken, newSessionToken, type SessionCookie, sessionCookie } from './session-cookie.ts';

const hourInMs = 3_600_000;

/** What the answer to a sign-in sets: cookie `name` = `token` with `attributes`. */
export interface NewSession extends SessionCookie {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes a session with a new token (never one that the visitor brought, OWASP ASVS 7.2.4). Only the token's
 * SHA-256 is stored. Any number of sessions of one person may live side by side.
 */
export async function createSession(
  trx: GateTransaction,
  clock: Clock,
  { website, loginId }: { website: PublishedWebsite; loginId: string },
): Promise<NewSession> {
  const token = newSessionToken();
  const id = newId();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + website.settings.sessionHours * hourInMs);
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
    })
    .execute();
  return { id, token, expiresAt, ...sessionCookie(website) };
}
