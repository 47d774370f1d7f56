import type { GateTransaction } from '../context.ts';

/** Whose sessions end. */
export type EndedSessions =
  /** All of a website, or those of one address on it. */
  | { readonly companyId: string; readonly websiteId: string; readonly emailCanonical?: string }
  /** All of a sign-in, on every website of the company, but the one that may stay. */
  | { readonly companyId: string; readonly loginId: string; readonly exceptSessionId?: string }
  /** One session: sign-out. */
  | { readonly companyId: string; readonly sessionId: string };

/**
 * Ends sessions and returns how many. A trigger tells every gate process at commit, which drops them from memory
 * within 1 s and cuts their open connections (I2).
 */
export async function endSessions(trx: GateTransaction, whose: EndedSessions): Promise<number> {
  let query = trx.deleteFrom('session').where('company_id', '=', whose.companyId);
  if ('sessionId' in whose) {
    query = query.where('id', '=', whose.sessionId);
  } else if ('loginId' in whose) {
    query = query.where('login_id', '=', whose.loginId);
    if (whose.exceptSessionId !== undefined) query = query.where('id', '<>', whose.exceptSessionId);
  } else {
    const { companyId, websiteId, emailCanonical } = whose;
    query = query.where('website_id', '=', websiteId);
    if (emailCanonical !== undefined) {
      query = query.where('login_id', 'in', (logins) =>
        logins
          .selectFrom('login')
          .select('id')
          .where('company_id', '=', companyId)
          .where('email_canonical', '=', emailCanonical),
      );
    }
  }
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}
