import type { Clock } from '../../core/clock.ts';
import { readMethods, type SignInMethod } from '../../core/security-events.ts';
import type { GateTransaction } from '../context.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { createSession, type NewSession } from './create-session.ts';
import type { Session } from './session.ts';

/** What a session is renewed with. */
export interface Renewal {
  readonly website: PublishedWebsite;
  readonly session: Session;
  /** What was proven now, beside what the session was proven by before. */
  readonly added: readonly SignInMethod[];
  readonly userAgent: string;
  readonly address: string;
}

/**
 * Puts a session with a new token in the place of one that was proven once more (OWASP ASVS 7.2.4): as strong as it was
 * or stronger, and as lasting. Null where the old one ended meanwhile, as by a decline or a sign-out elsewhere (I2).
 */
export async function renewSession(
  trx: GateTransaction,
  clock: Clock,
  { website, session, added, userAgent, address }: Renewal,
): Promise<NewSession | null> {
  const old = await trx
    .deleteFrom('session')
    .where('company_id', '=', session.companyId)
    .where('id', '=', session.id)
    .returning(['login_id', 'methods', 'keep'])
    .executeTakeFirst();
  if (old === undefined) return null;
  const methods = [...new Set([...readMethods(old.methods), ...added])];
  const origin = { methods, keep: old.keep, userAgent, address };
  return createSession(trx, clock, { website, loginId: old.login_id, origin });
}
