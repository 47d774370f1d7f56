import type { GateTransaction } from '../../context.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import type { Session } from '../../sessions/session.ts';

/**
 * Deletes a sign-in with all that hangs on it: sessions (I2), passkeys, recovery codes, links, sign-ups that were never
 * proven, and what the person typed for accounts that ended. What those accounts were stays known to the office.
 */
export async function deleteLogin(
  trx: GateTransaction,
  { companyId, loginId, emailCanonical }: Pick<Session, 'companyId' | 'loginId' | 'emailCanonical'>,
): Promise<void> {
  await endSessions(trx, { companyId, loginId });
  for (const table of ['registration', 'token'] as const) {
    await trx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('email_canonical', '=', emailCanonical)
      .execute();
  }
  await trx
    .updateTable('account')
    .set({ details: null, deletion_asked_at: null, deletion_refused: null })
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', emailCanonical)
    .where('status', '=', 'ended')
    .execute();
  await trx.deleteFrom('login').where('company_id', '=', companyId).where('id', '=', loginId).execute();
}
