import type { SignInMethod } from '../../../core/security-events.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { requireHashing, verifyPassword } from '../../../passwords/password-hash.ts';
import { countSecurity, tellSecurity } from '../../events/security-event.ts';
import { findLogin } from '../../logins/find-login.ts';
import type { NewSession } from '../../sessions/create-session.ts';
import { renewSession } from '../../sessions/renew-session.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import type { Changing } from './change-ways.ts';
import { mailRecoveryCodeUsed } from './mail-changes.ts';
import { type SecondProof, takeProof } from './take-proof.ts';
import { afterProof, beforeProof } from './throttle-proof.ts';

/** What somebody who is signed in shows once more. */
export type Proof = SecondProof | { readonly kind: 'password'; readonly password: string };

export type ProveResult =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'proven'; readonly session: NewSession };

/**
 * Proves once more who is signed in, for what needs a recent proof or a second factor. The session goes on under a new
 * token, as strong as it was or stronger (GATE.md: a new one at re-authentication).
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function proveAgain(
  gate: VisitorGate,
  proving: Changing & { readonly knownDevice: boolean },
  proof: Proof,
): Promise<ProveResult> {
  const { clock } = gate;
  const { website, session, address, knownDevice } = proving;
  const { companyId, loginId, emailCanonical } = session;
  const attempt = { companyId, loginId, knownDevice };
  if (proof.kind === 'password') requireHashing();
  await beforeProof(gate, attempt, proof);
  let passwordHash: string | null = null;
  if (proof.kind === 'password') {
    passwordHash = (await findLogin(gate.db, companyId, { loginId }))?.passwordHash ?? null;
    if (!(await verifyPassword(passwordHash, proof.password))) return notProven(gate, proving, proof);
  }
  const result = await withTransaction({ kysely: gate.db }, async (trx): Promise<ProveResult> => {
    let query = trx
      .selectFrom('login')
      .select(['email', 'name', 'language'])
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('email_canonical', '=', emailCanonical)
      .where('email_verified_at', 'is not', null)
      .forNoKeyUpdate();
    // A password that was changed meanwhile proves nothing any more.
    if (proof.kind === 'password') query = query.where('password_hash', '=', passwordHash);
    const login = await query.executeTakeFirst();
    if (login === undefined) return { kind: 'signed_out' };
    const method: SignInMethod | null =
      proof.kind === 'password' ? 'password' : await takeProof(trx, clock, { companyId, loginId }, proof);
    if (method === null) return { kind: 'wrong' };
    const fresh = await renewSession(trx, clock, { ...proving, added: [method] });
    if (fresh === null) return { kind: 'signed_out' };
    if (method === 'recovery_code') {
      await mailRecoveryCodeUsed(trx, clock, website, { ...login, companyId, loginId });
      const event = 'recovery_code_used';
      await tellSecurity(trx, gate, { event, website, email: emailCanonical, loginId, address });
    }
    return { kind: 'proven', session: fresh };
  });
  if (result.kind === 'wrong') return notProven(gate, proving, proof);
  if (result.kind === 'proven') await afterProof(gate, attempt, proof);
  return result;
}

async function notProven(
  gate: VisitorGate,
  { website, session, address }: Changing,
  { kind }: Proof,
): Promise<ProveResult> {
  const { loginId, emailCanonical: email } = session;
  const event = kind === 'password' ? 'sign_in_failed' : 'second_factor_failed';
  await countSecurity(gate, { event, website, email, loginId, address, detail: 'proven again' });
  return { kind: 'wrong' };
}
