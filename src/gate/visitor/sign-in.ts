import { maySignIn, type VisitorStanding, visitorStanding } from '../../core/visitor-standing.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, needsRehash, requireHashing, verifyPassword } from '../../passwords/password-hash.ts';
import { countSecurity } from '../events/security-event.ts';
import { findAccount, type VisitorAccount } from '../logins/find-account.ts';
import { findLogin } from '../logins/find-login.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { finishFirstStep, type SignInResult, type SigningBrowser } from './finish-sign-in.ts';
import type { VisitorGate } from './visitor-gate.ts';

export interface SignInInput {
  /** Canonical; of what is no address at all, the text itself. */
  readonly emailCanonical: string;
  readonly password: string;
  readonly knownDevice: boolean;
  /** "Keep me signed in" was ticked. */
  readonly keep: boolean;
  readonly returnPath: string;
  readonly browser: SigningBrowser;
}

/**
 * Signs a visitor in by password (R14). It opens no access: who waits for approval gets a session for My page only, and
 * no account is made on a website where there was none (case 1, case 3).
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function signIn(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: SignInInput,
): Promise<SignInResult> {
  const { id: websiteId, companyId } = website;
  const { emailCanonical, browser } = input;
  const { address } = browser;
  requireHashing();
  const attempt = { websiteId, companyId, emailCanonical, address, knownDevice: input.knownDevice };
  await gate.throttle.attempt(attempt);

  // All three are always read, so that known and unknown addresses take the same time (I7).
  const [login, registration, account] = await Promise.all([
    findLogin(gate.db, companyId, { emailCanonical }),
    findOpenRegistration(gate, websiteId, emailCanonical),
    findAccount(gate.db, websiteId, emailCanonical),
  ]);
  const who: Who = {
    website,
    address,
    email: login === null ? '' : emailCanonical,
    loginId: login?.id ?? null,
  };
  if (login === null || !(await verifyPassword(login.passwordHash, input.password))) {
    if (login === null) await verifyPassword(null, input.password);
    // A sign-up is looked at for known addresses too: else whoever signs up with one learns that it is known. It
    // proves nothing, so no count begins anew.
    if (await verifyPassword(registration?.password_hash ?? null, input.password))
      return unverified(gate, who);
    return wrong(gate, who);
  }
  await gate.throttle.succeeded(attempt);
  if (login.passwordHash === null || login.emailVerifiedAt === null) return unverified(gate, who);
  const { id: loginId, passwordHash } = login;
  const standing = standingOf(website, account, gate.clock.now());
  if (!maySignIn(standing)) return refused(gate, who, standing, account);

  const renewed = needsRehash(passwordHash) ? await hashPassword(input.password) : null;
  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
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
    const { keep, returnPath } = input;
    const person = {
      loginId,
      emailCanonical,
      account,
      methods: ['password'],
      keep,
      returnPath,
      browser,
    } as const;
    return finishFirstStep(trx, gate, website, person, standing);
  });
  if (result === null) return wrong(gate, who);
  return result;
}

/** Whom an event is about. */
export interface Who {
  readonly website: PublishedWebsite;
  /** The visitor's network address. */
  readonly address: string;
  /** Canonical address of a known sign-in, else empty. */
  readonly email: string;
  readonly loginId: string | null;
}

/** The answer to what proved nothing; counted alike for known and unknown addresses (I7). */
export async function wrong(gate: VisitorGate, who: Who): Promise<SignInResult> {
  await countSecurity(gate, { event: 'sign_in_failed', ...who });
  return { kind: 'wrong' };
}

/** The answer to somebody whose address is not proven yet. */
export async function unverified(gate: VisitorGate, who: Who): Promise<SignInResult> {
  await countSecurity(gate, { event: 'sign_in_unverified', ...who });
  return { kind: 'unverified' };
}

/** The answer to somebody who proved who they are and is shut out (R5). */
export async function refused(
  gate: VisitorGate,
  who: Who,
  standing: VisitorStanding,
  account: VisitorAccount | null,
): Promise<SignInResult> {
  await countSecurity(gate, { event: 'sign_in_refused', ...who, detail: standing });
  return { kind: 'refused', standing, account, email: who.email };
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
