import { applicationData, applicationFields } from '../../contract/applications.ts';
import type { PasswordProblem } from '../../core/password-rules.ts';
import { checkPassword } from '../../core/password-rules.ts';
import { withTransaction } from '../../database/transaction.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { hashPassword } from '../../passwords/password-hash.ts';
import type { GateTransaction } from '../context.ts';
import { tellSecurity } from '../events/security-event.ts';
import { findLogin, type Login } from '../logins/find-login.ts';
import { lockLogin } from '../logins/lock-login.ts';
import { makeLoginOfAccount } from '../logins/make-login.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import {
  consumeToken,
  type DeadToken,
  endLinks,
  type LiveToken,
  lockToken,
  peekToken,
} from '../tokens/claim-token.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { completeRegistration, findRegistration } from './complete-registration.ts';
import { tellVerified } from './open-application.ts';
import type { VisitorGate } from './visitor-gate.ts';

export const choosePurposes = ['set_password', 'reset_password'] as const;

const noDetails = Object.fromEntries(applicationFields.map((field) => [field, '']));

export type ChooseResult =
  | { readonly kind: 'dead'; readonly state: DeadToken['state'] }
  | { readonly kind: 'weak'; readonly problem: PasswordProblem }
  | { readonly kind: 'chosen'; readonly emailCanonical: string };

/** What a password may not be made of: the names of the place and of the person. */
export function contextWordsOf(website: PublishedWebsite, ...own: readonly string[]): string[] {
  return [website.settings.name, website.settings.companyName, ...website.hosts, ...own];
}

/**
 * Sets a password by the link that was mailed: a first one (case 26) or after it was forgotten. Following the link
 * proves the address (case 17). All sessions and all other links end, the owner of the address is told, nobody is signed in by it and
 * no pending, declined or blocked account opens (case 1). A weak password leaves the link as it was (case 22).
 * @throws AppError `busy`.
 */
export async function choosePassword(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: { readonly token: string; readonly password: string; readonly address: string },
): Promise<ChooseResult> {
  const wanted = { token: input.token, websiteId: website.id, purposes: choosePurposes };
  const seen = await peekToken(gate.db, gate.clock, wanted);
  if (seen.state !== 'live') return { kind: 'dead', state: seen.state };
  const contextWords = await wordsFor(gate, website, seen);
  const minLength = website.settings.signIn.minPasswordLength;
  const problem = checkPassword(input.password, { minLength, contextWords });
  if (problem !== null) return { kind: 'weak', problem };
  const passwordHash = await hashPassword(input.password);

  return withTransaction({ kysely: gate.db }, async (trx): Promise<ChooseResult> => {
    const token = await lockToken(trx, gate.clock, wanted);
    if (token.state !== 'live') return { kind: 'dead', state: token.state };
    const loginId =
      token.registrationId === null
        ? await setPassword(gate, trx, website, token, passwordHash)
        : await setForRegistration(gate, trx, website, token.registrationId, passwordHash);
    if (loginId === null) return { kind: 'dead', state: 'expired' };
    await consumeToken(trx, gate.clock, token);
    await endLinks(trx, gate.clock, token);
    const { emailCanonical } = token;
    await tellSecurity(trx, gate, {
      event: 'password_set',
      website,
      email: emailCanonical,
      loginId,
      address: input.address,
    });
    return { kind: 'chosen', emailCanonical };
  });
}

/** What the password of whoever a link was mailed to may not be made of. */
export async function wordsFor(
  gate: VisitorGate,
  website: PublishedWebsite,
  { emailCanonical }: LiveToken,
): Promise<string[]> {
  const login = await findLogin(gate.db, website.companyId, { emailCanonical });
  return contextWordsOf(website, emailCanonical, login?.name ?? '');
}

/**
 * Somebody who signed up, forgot the password and never followed the first link, or in whose name a stranger signed up:
 * who holds the mailbox has not seen the details, so none of them goes to the office as theirs. My page takes them.
 */
async function setForRegistration(
  gate: VisitorGate,
  trx: GateTransaction,
  website: PublishedWebsite,
  registrationId: string,
  passwordHash: string,
): Promise<string | null> {
  const registration = await findRegistration(trx, website, registrationId);
  if (registration === null) return null;
  const { emailCanonical: email, language } = registration;
  const data = applicationData.parse({ ...noDetails, email, language });
  const own = { ...registration, email, data };
  const { loginId } = await completeRegistration(trx, gate.clock, website, own, passwordHash);
  return loginId;
}

/** @returns the sign-in, or null where the link counts no longer */
async function setPassword(
  gate: VisitorGate,
  trx: GateTransaction,
  website: PublishedWebsite,
  token: LiveToken,
  passwordHash: string,
): Promise<string | null> {
  const { clock } = gate;
  const { companyId } = website;
  const now = clock.now();
  await lockLogin(trx, token);
  const before = await findLogin(trx, companyId, { emailCanonical: token.emailCanonical });
  // A link to a sign-in whose address was corrected since belongs to the address it had.
  if (token.loginId !== null && before?.id !== token.loginId) return null;
  const login = before ?? (await makeLoginOfAccount(trx, clock, website, token.emailCanonical));
  if (login === null) return null;
  await trx
    .updateTable('login')
    .set({
      password_hash: passwordHash,
      password_changed_at: now,
      email_verified_at: login.emailVerifiedAt ?? now,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', login.id)
    .execute();
  await endSessions(trx, { companyId, loginId: login.id });
  if (login.passwordHash !== null) await mailPasswordChanged(gate, trx, website, login);
  if (login.emailVerifiedAt === null) await tellVerified(trx, clock, website, token.emailCanonical);
  return login.id;
}

/** Tells the owner of the address that the password changed, whoever did it (GATE.md). */
export async function mailPasswordChanged(
  gate: VisitorGate,
  trx: GateTransaction,
  website: PublishedWebsite,
  login: Login,
): Promise<void> {
  await queueMail(trx, gate.clock, {
    website,
    event: 'password_changed',
    language: login.language,
    to: login.email,
    name: login.name,
    links: { signIn: visitorUrl(website.settings.publicUrl, 'sign-in') },
  });
}
