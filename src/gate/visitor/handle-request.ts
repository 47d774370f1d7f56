import { type Selectable, sql } from 'kysely';
import { chooseVisitorLanguage, isVisitorLanguage, type VisitorLanguage } from '../../core/language.ts';
import { maySignIn } from '../../core/visitor-standing.ts';
import type { VisitorRequestTable } from '../../database/gate-tables.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import type { Gate, GateTransaction } from '../context.ts';
import { countSecurity } from '../events/security-event.ts';
import { findAccount, readDetails } from '../logins/find-account.ts';
import { findLogin, type Login } from '../logins/find-login.ts';
import { issueToken, type TokenRequest } from '../tokens/issue-token.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { standingOf } from './sign-in.ts';

/** Hours that links live. A registration goes when its last link does. */
export const verifyHours = 48;
export const resetHours = 2;
export const signInLinkMinutes = 15;

type Request = Selectable<VisitorRequestTable>;
interface Work {
  readonly trx: GateTransaction;
  readonly clock: Gate['clock'];
  readonly log: Gate['log'];
  readonly website: PublishedWebsite;
  readonly request: Request;
}

/**
 * Does what a visitor asked for by address, in the transaction that marks it as done: a mail goes out or, for an
 * address that is nobody's, nothing happens. Requests about one address are taken one after another.
 */
export async function handleRequest(work: Work): Promise<void> {
  const { trx, website, request } = work;
  const key = `${request.company_id} ${request.email_canonical}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
  const login = await findLogin(trx, website.companyId, { emailCanonical: request.email_canonical });
  switch (request.kind) {
    case 'sign_up':
      return handleSignUp(work, login);
    case 'reset':
      return handleReset(work, login);
    case 'resend':
      return handleResend(work, login);
    case 'sign_in_link':
      return handleSignInLink(work, login);
    default:
      throw new Error(`A visitor's request of an unknown kind: ${request.kind}`);
  }
}

/**
 * R14: a new address gets a link to prove it; a known one is told that it has an account (I7, case 12). Whose
 * account staff made, and who never chose a password, may also begin by signing up.
 */
async function handleSignUp(work: Work, login: Login | null): Promise<void> {
  const { trx, clock, website, request } = work;
  if (website.settings.policy === 'owner_only') return;
  const name = await keepRegistration(work);
  if (login !== null && login.passwordHash !== null) {
    await queueMail(trx, clock, {
      website,
      event: 'already_registered',
      language: languageOf(login.language, request),
      to: login.email,
      name: login.name,
      links: { signIn: visitorUrl(website.settings.publicUrl, 'sign-in') },
    });
    return;
  }
  await mailVerification(work, { id: request.id, name, email: request.email });
}

/**
 * Keeps a sign-up until its link is followed. That of an address with a sign-in gets no link; it is kept so that whoever
 * sent it meets the same answers as with any other address (I7). Returns the name in it.
 */
async function keepRegistration({ trx, clock, website, request }: Work): Promise<string> {
  const data = readDetails(request.data);
  if (data === null || request.password_hash === null) throw new Error('A sign-up without its details.');
  await trx
    .insertInto('registration')
    .values({
      id: request.id,
      company_id: website.companyId,
      website_id: website.id,
      email: request.email,
      email_canonical: request.email_canonical,
      password_hash: request.password_hash,
      data: JSON.stringify(data),
      language: request.language,
      return_path: request.return_path,
      created_at: clock.now(),
      expires_at: new Date(clock.now().getTime() + verifyHours * 3_600_000),
      verified_at: null,
    })
    .execute();
  return nameOf(data);
}

/**
 * Mails the stored address a link to choose a password (case 12). An address that signed up but is not proven gets
 * one too: following it proves the address, so that nobody is stuck (case 17). So does somebody whose account staff
 * made and who never chose a password (case 26).
 */
async function handleReset(work: Work, login: Login | null): Promise<void> {
  const { trx, clock, website, request } = work;
  await countAsked(work, 'password_reset_asked', login);
  const person = await whoMayReset(work, login);
  if (person === null) return;
  const reset = await mailedLink(work, { ...person.link, hours: resetHours });
  await queueMail(trx, clock, {
    website,
    event: 'reset_password',
    language: languageOf(person.language, request),
    to: person.email,
    name: person.name,
    links: { reset },
  });
}

interface Person {
  readonly email: string;
  readonly name: string;
  readonly language: string;
  /** What the link to choose a password is about. */
  readonly link: Pick<TokenRequest, 'purpose' | 'loginId' | 'registrationId'>;
}

async function whoMayReset(work: Work, login: Login | null): Promise<Person | null> {
  if (login !== null) return { ...login, link: { purpose: 'reset_password', loginId: login.id } };
  const registration = await openRegistration(work);
  if (registration !== null) {
    return { ...registration, link: { purpose: 'set_password', registrationId: registration.id } };
  }
  const account = await accountWithoutLogin(work);
  return account === null ? null : { ...account, link: { purpose: 'set_password' } };
}

/** Another link to prove an address, for a registration or for an address that was corrected (case 13). */
async function handleResend(work: Work, login: Login | null): Promise<void> {
  const { trx, clock, website, request } = work;
  if (login === null || login.passwordHash === null) {
    const registration = await openRegistration(work);
    if (registration !== null) {
      await mailVerification(work, registration);
    }
    return;
  }
  if (login.emailVerifiedAt !== null) return;
  const verify = await mailedLink(work, { purpose: 'verify_email', loginId: login.id, hours: verifyHours });
  await queueMail(trx, clock, {
    website,
    event: 'verify_email',
    language: languageOf(login.language, request),
    to: login.email,
    name: login.name,
    links: { verify },
  });
}

/**
 * Mails a link to sign in, where the website offers that, to whoever may: not to who is declined or blocked (case 1).
 * Whose account staff made needs no password first; who signed up and has not proven the address gets that link once more.
 */
async function handleSignInLink(work: Work, login: Login | null): Promise<void> {
  const { trx, clock, website, request } = work;
  if (!website.settings.signIn.magicLink) return;
  await countAsked(work, 'sign_in_link_asked', login);
  const person = login ?? (await accountWithoutLogin(work));
  if (person === null) {
    const registration = await openRegistration(work);
    if (registration !== null) await mailVerification(work, registration);
    return;
  }
  const account = await findAccount(trx, website.id, request.email_canonical);
  if (!maySignIn(standingOf(website, account, clock.now()))) return;
  const signInLink = await mailedLink(work, {
    purpose: 'sign_in',
    loginId: login?.id ?? null,
    hours: signInLinkMinutes / 60,
    returnPath: request.return_path,
    keep: request.keep,
  });
  await queueMail(trx, clock, {
    website,
    event: 'sign_in_link',
    language: languageOf(person.language, request),
    to: person.email,
    name: person.name,
    links: { signInLink },
  });
}

/** Counts for the office that a mail was asked for; strangers can do that at will. */
async function countAsked(
  { trx, clock, log, website, request }: Work,
  event: 'password_reset_asked' | 'sign_in_link_asked',
  login: Login | null,
): Promise<void> {
  const email = login === null ? '' : request.email_canonical;
  await countSecurity({ db: trx, clock, log }, { event, website, email, loginId: login?.id ?? null });
}

async function mailVerification(
  work: Work,
  registration: { readonly id: string; readonly name: string; readonly email: string },
): Promise<void> {
  const { trx, clock, website, request } = work;
  const verify = await mailedLink(work, {
    purpose: 'verify_registration',
    registrationId: registration.id,
    hours: verifyHours,
  });
  await queueMail(trx, clock, {
    website,
    event: 'verify_email',
    language: languageOf(null, request),
    to: registration.email,
    name: registration.name,
    links: { verify },
  });
}

async function mailedLink(
  { trx, clock, website, request }: Work,
  link: Omit<TokenRequest, 'websiteId' | 'companyId' | 'emailCanonical'>,
): Promise<string> {
  const token = await issueToken(trx, clock, {
    websiteId: website.id,
    companyId: website.companyId,
    emailCanonical: request.email_canonical,
    ...link,
  });
  return visitorUrl(website.settings.publicUrl, pageOf[link.purpose], token);
}

const pageOf = {
  verify_registration: 'verify',
  verify_email: 'verify',
  set_password: 'set-password',
  reset_password: 'reset-password',
  sign_in: 'sign-in-link',
  progress: 'progress',
} as const;

/** The newest sign-up of the address on this website that still waits to be proven. */
async function openRegistration({ trx, clock, website, request }: Work) {
  const row = await trx
    .selectFrom('registration')
    .select(['id', 'email', 'data', 'language'])
    .where('website_id', '=', website.id)
    .where('email_canonical', '=', request.email_canonical)
    .where('verified_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const data = readDetails(row.data);
  const name = data === null ? '' : nameOf(data);
  return { id: row.id, email: row.email, name, language: row.language };
}

async function accountWithoutLogin({ trx, website, request }: Work) {
  const row = await trx
    .selectFrom('account')
    .select(['email', 'person_name', 'contact_name', 'language'])
    .where('website_id', '=', website.id)
    .where('email_canonical', '=', request.email_canonical)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
  if (row === undefined) return null;
  return { email: row.email, name: row.person_name || row.contact_name, language: row.language };
}

/** What a person who typed these details is called. */
export function nameOf(data: { readonly firstName: string; readonly lastName: string }): string {
  return `${data.firstName} ${data.lastName}`.trim();
}

/** The person's own language, else that of the page on which it was asked. */
function languageOf(own: string | null, request: Request): VisitorLanguage {
  return chooseVisitorLanguage(
    [own],
    undefined,
    isVisitorLanguage(request.language) ? request.language : 'nl',
  );
}
