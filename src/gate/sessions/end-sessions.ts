import type { GateTransaction } from '../context.ts';

/** Whose sessions end. */
export type EndedSessions =
  /** All of a website, or those of one address on it. */
  | { readonly companyId: string; readonly websiteId: string; readonly emailCanonical?: string }
  /** All of a sign-in, on every website of the company, but the one that may stay. */
  | { readonly companyId: string; readonly loginId: string; readonly exceptSessionId?: string }
  /** One session: sign-out; of this sign-in only, where the visitor named the session. */
  | { readonly companyId: string; readonly sessionId: string; readonly ofLoginId?: string };

/**
 * Ends sessions, and sign-ins that wait for their second step, and returns how many sessions. A trigger tells every
 * gate process at commit, which drops them from memory within 1 s and cuts their open connections (I2).
 */
export async function endSessions(trx: GateTransaction, whose: EndedSessions): Promise<number> {
  let query = trx.deleteFrom('session').where('company_id', '=', whose.companyId);
  if ('sessionId' in whose) {
    query = query.where('id', '=', whose.sessionId);
    if (whose.ofLoginId !== undefined) query = query.where('login_id', '=', whose.ofLoginId);
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
  await endSteps(trx, whose);
  return Number(numDeletedRows);
}

/** A first step counts as little as a session once what it rested on is gone. */
async function endSteps(trx: GateTransaction, whose: EndedSessions): Promise<void> {
  if ('sessionId' in whose) return;
  const { companyId } = whose;
  let query = trx.deleteFrom('sign_in_step').where('company_id', '=', companyId);
  if ('loginId' in whose) {
    query = query.where('login_id', '=', whose.loginId);
  } else {
    const { websiteId, emailCanonical } = whose;
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
  await query.execute();
}
