import { checkPassword, defaultPasswordLength, type PasswordProblem } from '../../core/password-rules.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, verifyPassword } from '../../passwords/password-hash.ts';
import { findLogin } from '../logins/find-login.ts';
import { createSession, type NewSession } from '../sessions/create-session.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { contextWordsOf, mailPasswordChanged } from './choose-password.ts';
import type { VisitorGate } from './visitor-gate.ts';

export type ChangePasswordResult =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'weak'; readonly problem: PasswordProblem }
  | { readonly kind: 'changed'; readonly session: NewSession };

/**
 * Changes the password of whoever is signed in and knows the present one (R14). Every session ends, on all
 * websites of the company; this browser gets a new one (OWASP ASVS 7.2.4), and the owner of the address is told.
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function changePassword(
  gate: VisitorGate,
  website: PublishedWebsite,
  session: Session,
  input: { readonly current: string; readonly next: string; readonly address: string },
): Promise<ChangePasswordResult> {
  const { companyId, loginId } = session;
  const attempt = {
    websiteId: website.id,
    companyId,
    emailCanonical: session.emailCanonical,
    address: input.address,
    knownDevice: true,
  };
  await gate.throttle.attempt(attempt);
  const login = await findLogin(gate.db, companyId, { loginId });
  if (login === null || !(await verifyPassword(login.passwordHash, input.current))) {
    gate.log.warn(
      { event: 'change_password_failed', websiteId: website.id, loginId },
      'wrong present password',
    );
    return { kind: 'wrong' };
  }
  await gate.throttle.succeeded(attempt);
  const contextWords = contextWordsOf(website, login.email, login.name);
  const problem = checkPassword(input.next, { minLength: defaultPasswordLength, contextWords });
  if (problem !== null) return { kind: 'weak', problem };
  const passwordHash = await hashPassword(input.next);
  const made = await withTransaction({ kysely: gate.db }, async (trx) => {
    const changed = await trx
      .updateTable('login')
      .set({ password_hash: passwordHash, password_changed_at: gate.clock.now() })
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('password_hash', '=', login.passwordHash)
      .where('email_canonical', '=', session.emailCanonical)
      .executeTakeFirst();
    // Somebody else changed it meanwhile, or staff corrected the address, which ended this session (I2).
    if (changed.numUpdatedRows === 0n) return null;
    await endSessions(trx, { companyId, loginId });
    const fresh = await createSession(trx, gate.clock, { website, loginId });
    await mailPasswordChanged(gate, trx, website, login);
    return fresh;
  });
  if (made === null) return { kind: 'wrong' };
  gate.log.info({ event: 'password_changed', websiteId: website.id, loginId }, 'password changed');
  return { kind: 'changed', session: made };
}
