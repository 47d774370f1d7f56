import { checkPassword, type PasswordProblem } from '../../core/password-rules.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword, requireHashing, verifyPassword } from '../../passwords/password-hash.ts';
import { countSecurity, tellSecurity } from '../events/security-event.ts';
import { findLogin } from '../logins/find-login.ts';
import type { NewSession } from '../sessions/create-session.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { renewSession } from '../sessions/renew-session.ts';
import type { Session } from '../sessions/session.ts';
import { endLinks } from '../tokens/claim-token.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { contextWordsOf, mailPasswordChanged } from './choose-password.ts';
import type { VisitorGate } from './visitor-gate.ts';

export type ChangePasswordResult =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'weak'; readonly problem: PasswordProblem }
  | { readonly kind: 'changed'; readonly session: NewSession };

/**
 * Changes the password of whoever is signed in and knows the present one (R14). Every session ends, on all
 * websites of the company, and every link to get in that was mailed; this browser gets a new one (OWASP ASVS 7.2.4), as strong and as lasting as the one it had,
 * and the owner of the address is told.
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function changePassword(
  gate: VisitorGate,
  website: PublishedWebsite,
  session: Session,
  input: {
    readonly current: string;
    readonly next: string;
    readonly address: string;
    readonly userAgent: string;
  },
): Promise<ChangePasswordResult> {
  const { companyId, loginId } = session;
  const attempt = {
    websiteId: website.id,
    companyId,
    emailCanonical: session.emailCanonical,
    address: input.address,
    knownDevice: true,
  };
  requireHashing();
  await gate.throttle.attempt(attempt);
  const login = await findLogin(gate.db, companyId, { loginId });
  if (login === null || !(await verifyPassword(login.passwordHash, input.current))) {
    await countSecurity(gate, {
      event: 'sign_in_failed',
      website,
      email: session.emailCanonical,
      loginId,
      address: input.address,
      detail: 'change of password',
    });
    return { kind: 'wrong' };
  }
  await gate.throttle.succeeded(attempt);
  const contextWords = contextWordsOf(website, login.email, login.name);
  const minLength = website.settings.signIn.minPasswordLength;
  const problem = checkPassword(input.next, { minLength, contextWords });
  if (problem !== null) return { kind: 'weak', problem };
  const passwordHash = await hashPassword(input.next);
  const made = await withTransaction({ kysely: gate.db }, async (trx) => {
    const current = await trx
      .selectFrom('login')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('password_hash', '=', login.passwordHash)
      .where('email_canonical', '=', session.emailCanonical)
      .forNoKeyUpdate()
      .executeTakeFirst();
    // Somebody else changed it meanwhile, or staff corrected the address, which ended this session (I2).
    if (current === undefined) return null;
    const { userAgent, address } = input;
    const proven = { website, session, added: ['password'], userAgent, address } as const;
    const fresh = await renewSession(trx, gate.clock, proven);
    if (fresh === null) return null;
    await trx
      .updateTable('login')
      .set({ password_hash: passwordHash, password_changed_at: gate.clock.now() })
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .execute();
    await endSessions(trx, { companyId, loginId, exceptSessionId: fresh.id });
    await endLinks(trx, gate.clock, session);
    await mailPasswordChanged(gate, trx, website, login);
    const { emailCanonical: email } = login;
    await tellSecurity(trx, gate, { event: 'password_changed', website, email, loginId, address });
    return fresh;
  });
  if (made === null) return { kind: 'wrong' };
  return { kind: 'changed', session: made };
}
