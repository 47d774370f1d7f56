import { maySignIn } from '../../../core/visitor-standing.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { findAccount } from '../../logins/find-account.ts';
import { findLogin } from '../../logins/find-login.ts';
import { finishFirstStep, type SignInResult, type SigningBrowser } from '../finish-sign-in.ts';
import { refused, standingOf, unverified, wrong } from '../sign-in.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import type { ChallengeScope } from './challenge.ts';
import { findAnsweringPasskey, takePasskey, verifyPasskey } from './verify-passkey.ts';

export interface PasskeySignIn {
  /** The browser's answer, as JSON. */
  readonly credential: string;
  readonly scope: ChallengeScope;
  /** "Keep me signed in" was ticked. */
  readonly keep: boolean;
  readonly returnPath: string;
  readonly browser: SigningBrowser;
}

/**
 * Signs a visitor in by a passkey alone, which is a thing one has that asks for what one knows or is. It opens no more than
 * a password does: who is not proven, declined or blocked stays out, who waits gets My page only (case 1). A passkey
 * that is not known is answered as one that is wrong (I7). A right one is never slowed down, so that it leads in also while
 * strangers try passwords.
 * @throws AppError `too_many_attempts`.
 */
export async function signInByPasskey(gate: VisitorGate, input: PasskeySignIn): Promise<SignInResult> {
  const { clock } = gate;
  const { scope, browser, keep, returnPath } = input;
  const { website } = scope;
  const { id: websiteId, companyId } = website;
  const { address } = browser;
  const known = await findAnsweringPasskey(gate, scope, input.credential);
  const seen = known === null ? null : await findLogin(gate.db, companyId, { loginId: known.loginId });
  const who = { website, address, email: seen?.emailCanonical ?? '', loginId: seen?.id ?? null };
  const passkey = await verifyPasskey(gate, scope, known, input.credential);
  if (passkey === null || seen === null) {
    const emailCanonical = `passkey ${known?.id ?? address}`;
    await gate.throttle.attempt({ websiteId, companyId, emailCanonical, address, knownDevice: false });
    return wrong(gate, who);
  }

  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
    // The sign-in as it is now, and so that nothing about it changes before the session is there (I2).
    const login = await trx
      .selectFrom('login')
      .select(['email_canonical', 'email_verified_at'])
      .where('company_id', '=', companyId)
      .where('id', '=', passkey.loginId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (login === undefined || !(await takePasskey(trx, clock.now(), passkey)))
      return { kind: 'wrong' } as const;
    if (login.email_verified_at === null) return { kind: 'unverified' } as const;
    const emailCanonical = login.email_canonical;
    const account = await findAccount(trx, websiteId, emailCanonical);
    const standing = standingOf(website, account, clock.now());
    if (!maySignIn(standing)) return { kind: 'shut_out', standing, account } as const;
    const { loginId } = passkey;
    const methods = ['passkey'] as const;
    const person = { loginId, emailCanonical, account, methods, keep, returnPath, browser };
    return finishFirstStep(trx, gate, website, person, standing);
  });
  if (result.kind === 'wrong') return wrong(gate, who);
  if (result.kind === 'unverified') return unverified(gate, who);
  if (result.kind === 'shut_out') return refused(gate, who, result.standing, result.account);
  return result;
}
