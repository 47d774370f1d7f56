import { AppError } from '../../../core/errors.ts';
import { hasSecondStep } from '../../../core/second-factor.ts';
import { withTransaction } from '../../../database/transaction.ts';
import type { Gate, GateTransaction } from '../../context.ts';
import { tellSecurity } from '../../events/security-event.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { type PublishedWebsite, readPublishedWebsite } from '../../websites/published-website.ts';
import { type Holder, mailSignInChanged } from './mail-changes.ts';
import { readFactors } from './read-factors.ts';
import { clearSecondStep } from './switch-second-step.ts';

/** Whose second step staff reset: of the sign-in behind this account. */
export interface ResetOf {
  readonly companyId: string;
  readonly websiteId: string;
  readonly accountId: string;
}

/**
 * Takes the second step from somebody who lost app, passkey and recovery codes (decision 17): all of them go, as the device
 * they were on may be in strange hands; all sessions and half sign-ins on the websites of the company end (I2), and the
 * owner of the address is told. The password stays, and nobody is signed in. Of what a browser was asked for just now
 * nothing is kept that could be removed: without passkey, step and session no answer to it counts.
 * @returns false where there was nothing to take away, and then nothing happened
 * @throws AppError `link_account_unknown`, where the company has no such account here that counts
 */
export async function resetSecondStep(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  { companyId, websiteId, accountId }: ResetOf,
): Promise<boolean> {
  const { clock } = gate;
  return withTransaction({ kysely: gate.db }, async (trx) => {
    const { website, emailCanonical } = await findHolder(trx, { companyId, websiteId, accountId });
    const login = await trx
      .selectFrom('login')
      .select(['id', 'email', 'name', 'language'])
      .where('company_id', '=', companyId)
      .where('email_canonical', '=', emailCanonical)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (login === undefined) return false;
    const { id: loginId, email, name, language } = login;
    // From no host: what counts is whether there is any way, not where it works.
    const factors = await readFactors(trx, { companyId, loginId }, '');
    if (factors === null || !hasSecondStep(factors)) return false;
    const holder: Holder = { companyId, loginId, email, name, language };
    await clearSecondStep({ trx, holder });
    await trx
      .deleteFrom('passkey')
      .where('company_id', '=', companyId)
      .where('login_id', '=', loginId)
      .execute();
    await endSessions(trx, { companyId, loginId });
    const { companyName: company } = website.settings;
    await mailSignInChanged(trx, clock, website, holder, 'changed_second_step_reset', { company });
    await tellSecurity(trx, gate, {
      event: 'second_factor_reset',
      website,
      email: emailCanonical,
      accountId,
      loginId,
    });
    return true;
  });
}

/** The account, which keeps its address until the end of the transaction, and its website. */
async function findHolder(
  trx: GateTransaction,
  { companyId, websiteId, accountId }: ResetOf,
): Promise<{ website: PublishedWebsite; emailCanonical: string }> {
  const account = await trx
    .selectFrom('account')
    .select('email_canonical')
    .where('website_id', '=', websiteId)
    .where('id', '=', accountId)
    .where('company_id', '=', companyId)
    .where('status', '<>', 'ended')
    .forShare()
    .executeTakeFirst();
  const row = await trx
    .selectFrom('website')
    .select(['id', 'company_id', 'settings'])
    .where('id', '=', websiteId)
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  const website = row === undefined ? null : readPublishedWebsite(row);
  if (account === undefined || website === null) throw new AppError('link_account_unknown');
  return { website, emailCanonical: account.email_canonical };
}
