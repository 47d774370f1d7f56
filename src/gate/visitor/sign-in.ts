import { maySignIn, type VisitorStanding, visitorStanding } from '../../core/visitor-standing.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../passwords/password-hash.ts';
import { appendEvent } from '../events/append-event.ts';
import { findAccount, type VisitorAccount } from '../logins/find-account.ts';
import { findLogin } from '../logins/find-login.ts';
import { createSession, type NewSession } from '../sessions/create-session.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { VisitorGate } from './visitor-gate.ts';

export interface SignInInput {
  /** Canonical; of what is no address at all, the text itself. */
  readonly emailCanonical: string;
  readonly password: string;
  /** The visitor's network address. */
  readonly address: string;
  readonly knownDevice: boolean;
  /** The session that the browser brought, which ends with the new one. */
  readonly previousSessionId: string | null;
}

export type SignInResult =
  /** Nobody, or not this password: the visitor is not told which (I7). */
  | { readonly kind: 'wrong' }
  /** The password is that of a sign-up or a sign-in whose address must be proven first. */
  | { readonly kind: 'unverified' }
  /** The password is right, but this person is shut out, and is told why. */
  | { readonly kind: 'refused'; readonly standing: VisitorStanding; readonly account: VisitorAccount | null }
  | { readonly kind: 'signed_in'; readonly session: NewSession; readonly standing: VisitorStanding };

/**
 * Signs a visitor in (R14). It opens no access: who waits for approval gets a session for My page only, and no
 * account is made on a website where there was none (case 1, case 3).
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function signIn(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: SignInInput,
): Promise<SignInResult> {
  const { id: websiteId, companyId } = website;
  const { emailCanonical } = input;
  const attempt = {
    websiteId,
    companyId,
    emailCanonical,
    address: input.address,
    knownDevice: input.knownDevice,
  };
  await gate.throttle.attempt(attempt);

  // All three are always read, so that known and unknown addresses take the same time (I7).
  const [login, registration, account] = await Promise.all([
    findLogin(gate.db, companyId, { emailCanonical }),
    findOpenRegistration(gate, websiteId, emailCanonical),
    findAccount(gate.db, websiteId, emailCanonical),
  ]);
  if (login === null || !(await verifyPassword(login.passwordHash, input.password))) {
    if (login === null) await verifyPassword(null, input.password);
    // A sign-up is looked at for known addresses too: else whoever signs up with one learns that it is known. It
    // proves nothing, so no count begins anew.
    if (await verifyPassword(registration?.password_hash ?? null, input.password))
      return unverified(gate, websiteId);
    return wrong(gate, websiteId, input.address);
  }
  await gate.throttle.succeeded(attempt);
  if (login.passwordHash === null || login.emailVerifiedAt === null) return unverified(gate, websiteId);
  const { id: loginId, passwordHash } = login;
  const standing = standingOf(website, account, gate.clock.now());
  if (!maySignIn(standing)) {
    gate.log.info({ event: 'sign_in_refused', websiteId, loginId, standing }, 'sign-in refused');
    return { kind: 'refused', standing, account };
  }

  const renewed = needsRehash(passwordHash) ? await hashPassword(input.password) : null;
  const session = await withTransaction({ kysely: gate.db }, async (trx) => {
    // What was looked at may have changed meanwhile, and with it all sessions have ended (I2).
    const current = await trx
      .selectFrom('login')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('email_canonical', '=', emailCanonical)
      .where('email_verified_at', 'is not', null)
      .where('password_hash', '=', passwordHash)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (current === undefined) return null;
    if (renewed !== null) {
      await trx
        .updateTable('login')
        .set({ password_hash: renewed })
        .where('company_id', '=', companyId)
        .where('id', '=', loginId)
        .execute();
    }
    if (input.previousSessionId !== null) {
      await endSessions(trx, { companyId, sessionId: input.previousSessionId });
    }
    const made = await createSession(trx, gate.clock, { website, loginId });
    if (account !== null && account.status !== 'ended') {
      await appendEvent(trx, gate.clock, {
        type: 'signedInV1',
        companyId,
        websiteId,
        data: { accountId: account.id },
      });
    }
    return made;
  });
  if (session === null) return wrong(gate, websiteId, input.address);
  gate.log.info({ event: 'signed_in', websiteId, loginId, standing }, 'signed in');
  return { kind: 'signed_in', session, standing };
}

function wrong(gate: VisitorGate, websiteId: string, address: string): SignInResult {
  gate.log.warn({ event: 'sign_in_failed', websiteId, address }, 'sign-in failed');
  return { kind: 'wrong' };
}

function unverified(gate: VisitorGate, websiteId: string): SignInResult {
  gate.log.info({ event: 'sign_in_unverified', websiteId }, 'sign-in with an address that is not proven');
  return { kind: 'unverified' };
}

/**
 * How the holder of an account stands. Where it ended and everybody may sign up, that is the same as never having
 * had one: access can be asked for again.
 */
export function standingOf(
  website: PublishedWebsite,
  account: VisitorAccount | null,
  now: Date,
): VisitorStanding {
  const current = account?.status === 'ended' && website.settings.policy !== 'owner_only' ? null : account;
  return visitorStanding(website.access, current, now);
}

async function findOpenRegistration(gate: VisitorGate, websiteId: string, emailCanonical: string) {
  return gate.db
    .selectFrom('registration')
    .select('password_hash')
    .where('website_id', '=', websiteId)
    .where('email_canonical', '=', emailCanonical)
    .where('verified_at', 'is', null)
    .where('expires_at', '>', gate.clock.now())
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
