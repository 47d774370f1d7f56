import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/uuid.ts';
import type { GateTransaction } from '../context.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { findAccount } from './find-account.ts';
import { findLogin, type Login } from './find-login.ts';

/**
 * Makes the sign-in of somebody whose account staff made and who comes for the first time; without a password and not
 * proven yet. Null where there is no account on this website.
 */
export async function makeLoginOfAccount(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  emailCanonical: string,
): Promise<Login | null> {
  const account = await findAccount(trx, website.id, emailCanonical);
  if (account === null || account.status === 'ended') return null;
  await trx
    .insertInto('login')
    .values({
      company_id: website.companyId,
      id: newId(),
      email: account.email,
      email_canonical: emailCanonical,
      email_verified_at: null,
      password_hash: null,
      password_changed_at: null,
      name: account.personName || account.contactName,
      language: account.language,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'email_canonical']).doNothing())
    .execute();
  return findLogin(trx, website.companyId, { emailCanonical });
}
