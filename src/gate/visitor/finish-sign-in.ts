import { type SecondStep, secondStepAfter } from '../../core/second-factor.ts';
import type { SignInMethod } from '../../core/security-events.ts';
import type { VisitorStanding } from '../../core/visitor-standing.ts';
import type { Gate, GateTransaction } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { tellSecurity } from '../events/security-event.ts';
import type { VisitorAccount } from '../logins/find-account.ts';
import { createSession, type NewSession } from '../sessions/create-session.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { readFactors } from './second-factor/read-factors.ts';
import { startStep } from './second-factor/sign-in-step.ts';

/** Of a browser that signs in. */
export interface SigningBrowser {
  /** The host name it asked under. */
  readonly host: string;
  readonly userAgent: string;
  /** The visitor's network address. */
  readonly address: string;
  /** The session that the browser brought, which ends with the new one. */
  readonly previousSessionId: string | null;
}

/** Somebody who was proven; the sign-in's row is locked. */
export interface ProvenPerson {
  readonly loginId: string;
  readonly emailCanonical: string;
  /** The account on this website, or null. */
  readonly account: VisitorAccount | null;
  readonly methods: readonly SignInMethod[];
  readonly keep: boolean;
  readonly returnPath: string;
  readonly browser: SigningBrowser;
}

/** How an attempt to sign in ended, whatever it was made with. */
export type SignInResult =
  /** Nobody, or not this password, passkey or code: the visitor is not told which (I7). */
  | { readonly kind: 'wrong' }
  /** The password is that of a sign-up or a sign-in whose address must be proven first. */
  | { readonly kind: 'unverified' }
  /** The person is who they say, but is shut out, and is told why. */
  | {
      readonly kind: 'refused';
      readonly standing: VisitorStanding;
      readonly account: VisitorAccount | null;
      readonly email: string;
    }
  /** The first step was right; the browser goes on with this secret. */
  | { readonly kind: 'second_step'; readonly token: string }
  | {
      readonly kind: 'signed_in';
      readonly session: NewSession;
      readonly standing: VisitorStanding;
      readonly emailCanonical: string;
      /** The website demands a second factor and this person has none yet. */
      readonly mustSetUp: boolean;
      /** Where to go on to. */
      readonly returnPath: string;
    };

/**
 * The one place where a right first step becomes a session, or the question for a second step (GATE.md). It opens no
 * access: that is the check's, at each request. Call it last in the transaction that locked the sign-in (I2).
 */
export async function finishFirstStep(
  trx: GateTransaction,
  gate: Pick<Gate, 'clock' | 'log'>,
  website: PublishedWebsite,
  person: ProvenPerson,
  standing: VisitorStanding,
): Promise<SignInResult> {
  const step = await nextStep(trx, website, person);
  if (step === 'ask') {
    return { kind: 'second_step', token: await startStep(trx, gate.clock, website, person) };
  }
  const session = await openSession(trx, gate, website, person);
  const { emailCanonical, returnPath } = person;
  return { kind: 'signed_in', session, standing, emailCanonical, mustSetUp: step === 'set_up', returnPath };
}

async function nextStep(
  trx: GateTransaction,
  website: PublishedWebsite,
  { loginId, methods, browser }: ProvenPerson,
): Promise<SecondStep> {
  const factors = await readFactors(trx, { companyId: website.companyId, loginId }, browser.host);
  if (factors === null) throw new Error('A sign-in vanished while its row was locked.');
  return secondStepAfter(methods, factors, website.settings.signIn.secondFactor);
}

/** Makes the session of somebody who was proven as far as is asked, and tells the office. */
export async function openSession(
  trx: GateTransaction,
  gate: Pick<Gate, 'clock' | 'log'>,
  website: PublishedWebsite,
  { loginId, emailCanonical, account, methods, keep, browser }: ProvenPerson,
): Promise<NewSession> {
  const { clock } = gate;
  const { id: websiteId, companyId } = website;
  const { userAgent, address, previousSessionId } = browser;
  if (previousSessionId !== null) await endSessions(trx, { companyId, sessionId: previousSessionId });
  const origin = { methods, keep, userAgent, address };
  const session = await createSession(trx, clock, { website, loginId, origin });
  const accountId = account === null || account.status === 'ended' ? null : account.id;
  if (accountId !== null) {
    await appendEvent(trx, clock, { type: 'signedInV1', companyId, websiteId, data: { accountId } });
  }
  const detail = methods.join(', ');
  await tellSecurity(trx, gate, {
    event: 'signed_in',
    website,
    email: emailCanonical,
    accountId,
    loginId,
    address,
    detail,
  });
  return session;
}
