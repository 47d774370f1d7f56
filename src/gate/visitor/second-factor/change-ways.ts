import { type Factors, mayChangeWays } from '../../../core/second-factor.ts';
import { withTransaction } from '../../../database/transaction.ts';
import type { GateTransaction } from '../../context.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import type { Session } from '../../sessions/session.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import type { Holder } from './mail-changes.ts';
import { readFactors } from './read-factors.ts';

/** Somebody who is signed in and changes the own ways to sign in. */
export interface Changing {
  readonly website: PublishedWebsite;
  readonly session: Session;
  /** The host name that the browser asked under. */
  readonly host: string;
  readonly userAgent: string;
  /** The visitor's network address. */
  readonly address: string;
}

/** Why nothing was changed: the session ended meanwhile, or must be proven once more first. */
export interface NotNow {
  readonly kind: 'signed_out' | 'prove';
}

/** What a change works with: the locked sign-in and what can be shown for it. */
export interface Ways {
  readonly trx: GateTransaction;
  readonly holder: Holder;
  readonly emailCanonical: string;
  readonly factors: Factors;
}

/**
 * Changes the ways to sign in, in a transaction in which the sign-in's row is locked: only for a session that is still
 * there and was proven a short time ago, by two factors where the person has them (`mayChangeWays`).
 */
export async function changeWays<T>(
  gate: VisitorGate,
  { website, session, host }: Changing,
  change: (ways: Ways) => Promise<T>,
): Promise<T | NotNow> {
  const { companyId, loginId } = session;
  return withTransaction({ kysely: gate.db }, async (trx): Promise<T | NotNow> => {
    const login = await trx
      .selectFrom('login')
      .select(['email', 'email_canonical', 'name', 'language'])
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .where('email_verified_at', 'is not', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    const own = await trx
      .selectFrom('session')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', session.id)
      .where('website_id', '=', website.id)
      .executeTakeFirst();
    const factors = await readFactors(trx, { companyId, loginId }, host);
    if (login === undefined || own === undefined || factors === null) return { kind: 'signed_out' };
    if (!mayChangeWays(session, factors, gate.clock.now())) return { kind: 'prove' };
    const { email, email_canonical: emailCanonical, name, language } = login;
    const holder = { companyId, loginId, email, name, language };
    return change({ trx, holder, emailCanonical, factors });
  });
}

/** Ends all other sessions of the person, which were made with what counts no longer (OWASP ASVS 7.4.3). */
export async function endOtherSessions({ trx, holder }: Ways, sessionId: string): Promise<void> {
  const { companyId, loginId } = holder;
  await endSessions(trx, { companyId, loginId, exceptSessionId: sessionId });
}
