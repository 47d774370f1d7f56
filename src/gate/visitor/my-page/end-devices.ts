import { browserName } from '../../../core/browser-name.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { tellSecurity } from '../../events/security-event.ts';
import { findAccounts } from '../../logins/find-account.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import type { Session } from '../../sessions/session.ts';
import type { VisitorGate } from '../visitor-gate.ts';

/** Which sessions of the same person end: one, or all but the present one. */
export type EndedDevices = { readonly deviceId: string } | 'others';

/**
 * Signs somebody out elsewhere, on any website of the company; every gate process knows it within a second and cuts
 * what is open (I2). Only the person's own sessions, whatever id was sent (I8). Sign-ins that wait for their second step
 * end with all the others.
 * @returns how many sessions ended.
 */
export async function endDevices(
  gate: Pick<VisitorGate, 'db' | 'clock' | 'log'>,
  session: Session,
  which: EndedDevices,
  address: string,
): Promise<number> {
  const { companyId, loginId, emailCanonical, email } = session;
  return withTransaction({ kysely: gate.db }, async (trx) => {
    let query = trx
      .selectFrom('session')
      .select(['id', 'website_id', 'user_agent'])
      .where('company_id', '=', companyId)
      .where('login_id', '=', loginId)
      .where('id', '<>', session.id);
    if (which !== 'others') query = query.where('id', '=', which.deviceId);
    const sessions = await query.forUpdate().execute();
    if (which === 'others') {
      await endSessions(trx, { companyId, loginId, exceptSessionId: session.id });
    } else {
      for (const { id } of sessions) await endSessions(trx, { companyId, sessionId: id, ofLoginId: loginId });
    }
    if (sessions.length === 0) return 0;
    const accounts = await findAccounts(trx, companyId, emailCanonical);
    for (const { website_id, user_agent } of sessions) {
      const { browser, system } = browserName(user_agent);
      await tellSecurity(trx, gate, {
        event: 'session_ended',
        website: { id: website_id, companyId },
        email,
        accountId: accounts.find(({ websiteId }) => websiteId === website_id)?.id ?? null,
        loginId,
        address,
        detail: [browser, system].filter((name) => name !== '').join(', '),
      });
    }
    return sessions.length;
  });
}
