import { maySignIn } from '../../../core/visitor-standing.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { countSecurity, tellSecurity } from '../../events/security-event.ts';
import { findAccount } from '../../logins/find-account.ts';
import { findLogin } from '../../logins/find-login.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { openSession, type SignInResult, type SigningBrowser } from '../finish-sign-in.ts';
import { refused, standingOf } from '../sign-in.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { mailRecoveryCodeUsed } from './mail-changes.ts';
import { findStep, takeStep } from './sign-in-step.ts';
import { type SecondProof, takeProof } from './take-proof.ts';
import { afterProof, beforeProof } from './throttle-proof.ts';

export type SecondStepResult =
  | SignInResult
  /** The first step is too long ago, was finished in another tab, or counts no longer. */
  | { readonly kind: 'expired' };

/**
 * The second step of a sign-in: with a right proof the session is made, with a new token and both methods noted. Whether
 * the sign-in and the account still stand is looked at once more (I2): a password that was changed, an address that was
 * corrected or a decline in between end it. A wrong proof leaves the step as it was.
 * @throws AppError `too_many_attempts`.
 */
export async function completeSignIn(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: {
    readonly token: string;
    readonly proof: SecondProof;
    readonly browser: SigningBrowser;
    /** Whether this browser signed in to an address before. */
    readonly isKnownDevice: (emailCanonical: string) => boolean;
  },
): Promise<SecondStepResult> {
  const { clock } = gate;
  const { id: websiteId, companyId } = website;
  const { address } = input.browser;
  const waiting = await findStep(gate.db, clock, website, input.token);
  if (waiting === null) return { kind: 'expired' };
  const { loginId } = waiting;
  const seen = await findLogin(gate.db, companyId, { loginId });
  if (seen === null) return { kind: 'expired' };
  const attempt = { companyId, loginId, knownDevice: input.isKnownDevice(seen.emailCanonical) };
  await beforeProof(gate, attempt, input.proof);

  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await trx
      .selectFrom('login')
      .select(['email', 'email_canonical', 'name', 'language'])
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('email_verified_at', 'is not', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    // Looked at again under the lock: whoever ends sessions takes the step away before it is released.
    const step = await findStep(trx, clock, website, input.token);
    if (login === undefined || step === null) return { kind: 'expired' } as const;
    const emailCanonical = login.email_canonical;
    const method = await takeProof(trx, clock, { companyId, loginId }, input.proof);
    if (method === null) return { kind: 'not_proven', emailCanonical } as const;
    await takeStep(trx, input.token);
    const account = await findAccount(trx, websiteId, emailCanonical);
    const standing = standingOf(website, account, clock.now());
    if (!maySignIn(standing)) return { kind: 'shut_out', standing, account, emailCanonical } as const;
    if (method === 'recovery_code') {
      await mailRecoveryCodeUsed(trx, clock, website, { ...login, companyId, loginId });
      const accountId = account?.id ?? null;
      const event = 'recovery_code_used';
      await tellSecurity(trx, gate, { event, website, email: emailCanonical, accountId, loginId, address });
    }
    const { keep, returnPath } = step;
    const methods = [...step.methods, method];
    const { browser } = input;
    const person = { loginId, emailCanonical, account, methods, keep, returnPath, browser };
    const session = await openSession(trx, gate, website, person);
    return { kind: 'signed_in', session, standing, emailCanonical, mustSetUp: false, returnPath } as const;
  });

  switch (result.kind) {
    case 'not_proven':
      await countSecurity(gate, {
        event: 'second_factor_failed',
        website,
        email: result.emailCanonical,
        loginId,
        address,
      });
      return { kind: 'wrong' };
    case 'shut_out': {
      const who = { website, address, email: result.emailCanonical, loginId };
      return refused(gate, who, result.standing, result.account);
    }
    case 'signed_in':
      await afterProof(gate, attempt, input.proof);
      return result;
    case 'expired':
      return result;
  }
}
