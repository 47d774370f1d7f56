import type { Account, AccountInput } from '../../contract/accounts.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { newId } from '../../core/uuid.ts';
import { withTransaction } from '../../database/transaction.ts';
import { adoptOpenRegistration } from '../applications/adopt-open-registration.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { readAccount } from './account-query.ts';
import { checkAccountInput, stateOfInput } from './check-account-input.ts';
import { lockContactOfAccount, lockWebsite } from './lock-website.ts';
import { recordAccountAudit } from './record-account-audit.ts';
import { writeAccountChanges } from './write-account-changes.ts';

/**
 * New access of a contact to a website (R3). It waits for publication (R6). Where somebody with this address waits
 * for a decision on this website, that is the decision: the same account, and the application is done.
 * @throws AppError `not_found`, `licence_missing`, `account_email_taken`, `person_of_other_contact`, `validity_reversed`
 */
export async function createAccount(
  office: Office,
  staff: Staff,
  input: { readonly contactId: string; readonly account: AccountInput },
): Promise<Account> {
  const { companyId } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    await lockContactOfAccount(trx, companyId, input.contactId);
    const website = await lockWebsite(trx, companyId, input.account.websiteId);
    const after = stateOfInput(input.account, input.contactId);
    const registered = await adoptOpenRegistration(trx, office.clock, {
      website,
      emailCanonical: canonicalEmail(after.email) ?? after.email,
      contactId: input.contactId,
      status: input.account.status,
      actor: staff.actor,
    });
    await checkAccountInput(trx, website, input.account, input.contactId, registered?.accountId ?? null);
    const accountId = registered?.accountId ?? newId();
    await writeAccountChanges(trx, office.clock, website, staff.actor, [
      {
        accountId,
        before: null,
        after,
        ...(registered === null
          ? { origin: 'staff' }
          : {
              origin: 'application',
              published: registered.atGate,
              emailVerifiedAt: registered.verifiedAt,
            }),
      },
    ]);
    await recordAccountAudit(trx, website, staff.actor, { accountId, before: null, after });
    return readAccount(trx, companyId, accountId);
  });
}
