import { secondStepAfter } from '../../core/second-factor.ts';
import { withTransaction } from '../../database/transaction.ts';
import { verifyPassword } from '../../passwords/password-hash.ts';
import { countSecurity, tellSecurity } from '../events/security-event.ts';
import { createSession, type NewSession, type SessionOrigin } from '../sessions/create-session.ts';
import { consumeToken, type DeadToken, lockToken, peekToken } from '../tokens/claim-token.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { completeRegistration, findRegistration } from './complete-registration.ts';
import { tellVerified } from './open-application.ts';
import { readFactors } from './second-factor/read-factors.ts';
import type { VisitorGate } from './visitor-gate.ts';

export const verifyPurposes = ['verify_registration', 'verify_email'] as const;

export interface VerifyInput {
  readonly token: string;
  readonly origin: Pick<SessionOrigin, 'userAgent' | 'address'> & { readonly host: string };
  /** The sign-up that this browser sent, out of its signed cookie. */
  readonly ownRegistrationId: string | null;
  /** The password chosen at sign-up, where another browser opened the link. */
  readonly password: string | null;
  readonly address: string;
}

export type VerifyResult =
  | { readonly kind: 'dead'; readonly state: DeadToken['state'] }
  /** Another browser: the password of the sign-up is needed, or was wrong. */
  | { readonly kind: 'password_needed'; readonly wrong: boolean }
  /** A corrected address is proven; the visitor signs in as before. */
  | { readonly kind: 'address_verified' }
  /** The application is in; with a session where the sign-in was made now. */
  | {
      readonly kind: 'registered';
      readonly session: NewSession | null;
      /** The secret of the link to the application's progress, where people decide about it. */
      readonly progress: string | null;
      readonly returnPath: string;
      readonly emailCanonical: string;
    };

/**
 * Proves an address by the link that was mailed to it, at the press of the button (case 18). Whoever signed up
 * somebody else's address chose the password, so the holder of the address alone doesn't make it a sign-in: the
 * browser that signed up, or the password, must be there too. A wrong password doesn't burn the link (case 22).
 * @throws AppError `too_many_attempts`, `busy`.
 */
export async function verifyAddress(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: VerifyInput,
): Promise<VerifyResult> {
  const wanted = { token: input.token, websiteId: website.id, purposes: verifyPurposes };
  const seen = await peekToken(gate.db, gate.clock, wanted);
  if (seen.state !== 'live') return { kind: 'dead', state: seen.state };
  if (seen.registrationId === null) return verifyCorrectedAddress(gate, website, wanted);

  const registration = await findRegistration(gate.db, website, seen.registrationId);
  if (registration === null) return { kind: 'dead', state: 'expired' };
  if (input.ownRegistrationId !== registration.id) {
    if (input.password === null) return { kind: 'password_needed', wrong: false };
    await gate.throttle.attempt({
      websiteId: website.id,
      companyId: website.companyId,
      emailCanonical: `registration ${registration.id}`,
      address: input.address,
      knownDevice: false,
    });
    if (!(await verifyPassword(registration.passwordHash, input.password))) {
      await countSecurity(gate, {
        event: 'sign_in_failed',
        website,
        address: input.address,
        detail: 'proof of address',
      });
      return { kind: 'password_needed', wrong: true };
    }
  }

  const result = await withTransaction({ kysely: gate.db }, async (trx): Promise<VerifyResult> => {
    const token = await lockToken(trx, gate.clock, wanted);
    if (token.state !== 'live') return { kind: 'dead', state: token.state };
    await consumeToken(trx, gate.clock, token);
    const { loginId, isNew, progress } = await completeRegistration(
      trx,
      gate.clock,
      website,
      registration,
      registration.passwordHash,
    );
    // A second step is never skipped: who has chosen one, perhaps on another website, signs in by it.
    const { host, userAgent, address } = input.origin;
    const factors = await readFactors(trx, { companyId: website.companyId, loginId }, host);
    const demand = website.settings.signIn.secondFactor;
    const mayEnter = isNew && factors !== null && secondStepAfter(['sign_up'], factors, demand) !== 'ask';
    const session = mayEnter
      ? await createSession(trx, gate.clock, {
          website,
          loginId,
          origin: { methods: ['sign_up'], keep: false, userAgent, address },
        })
      : null;
    const { returnPath, emailCanonical } = registration;
    if (session !== null) {
      await tellSecurity(trx, gate, {
        event: 'signed_in',
        website,
        email: emailCanonical,
        loginId,
        address,
        detail: 'sign_up',
      });
    }
    return { kind: 'registered', session, progress, returnPath, emailCanonical };
  });
  gate.log.info(
    { event: 'address_verified', websiteId: website.id, result: result.kind },
    'address verified',
  );
  return result;
}

/** Case 13: the new address of somebody who had a sign-in already. */
async function verifyCorrectedAddress(
  gate: VisitorGate,
  website: PublishedWebsite,
  wanted: { token: string; websiteId: string; purposes: typeof verifyPurposes },
): Promise<VerifyResult> {
  return withTransaction({ kysely: gate.db }, async (trx): Promise<VerifyResult> => {
    const token = await lockToken(trx, gate.clock, wanted);
    if (token.state !== 'live') return { kind: 'dead', state: token.state };
    const changed = await trx
      .updateTable('login')
      .set((set) => ({ email_verified_at: set.fn.coalesce('email_verified_at', set.val(gate.clock.now())) }))
      .where('company_id', '=', token.companyId)
      .where('id', '=', token.loginId)
      .where('email_canonical', '=', token.emailCanonical)
      .returning('id')
      .executeTakeFirst();
    // The address was corrected once more: this link is about one that counts no longer.
    if (changed === undefined) return { kind: 'dead', state: 'expired' };
    await consumeToken(trx, gate.clock, token);
    await tellVerified(trx, gate.clock, website, token.emailCanonical);
    return { kind: 'address_verified' };
  });
}
