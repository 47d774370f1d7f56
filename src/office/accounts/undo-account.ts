import type { Account } from '../../contract/accounts.ts';
import { withTransaction } from '../../database/transaction.ts';
import { undoRefusal } from '../applications/undo-refusal.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { type AccountContent, readPublished } from './account-content.ts';
import { findAccount } from './account-query.ts';
import { type AccountState, stateOfRow } from './account-state.ts';
import { refuseTakenEmail } from './check-account-input.ts';
import { lockAccount, mayBeAtGate } from './lock-account.ts';
import { recordAccountAudit } from './record-account-audit.ts';
import { deleteAccount } from './remove-account.ts';
import { writeAccountChanges } from './write-account-changes.ts';

/**
 * Takes back what waits for publication: the account is again as the gate has it. One that the gate never had goes;
 * contact data are not touched, they are the register's. A refusal to delete that waits is taken back too.
 * @returns the account, or null where it is gone
 * @throws AppError `not_found`, `stale_revision`, `licence_missing`, `account_email_taken`
 */
export async function undoAccount(
  office: Office,
  staff: Staff,
  input: { readonly accountId: string; readonly version: number },
): Promise<Account | null> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, staff.companyId, office.clock);
    const locked = await lockAccount(trx, staff, input.accountId, input.version);
    const { website, row } = locked;
    const published = readPublished(row.published);
    if (published === null && !(await mayBeAtGate(trx, locked))) {
      await deleteAccount(trx, staff, locked);
      return null;
    }
    const before = stateOfRow(row);
    const after: AccountState =
      published === null
        ? { ...before, status: 'ended' }
        : await publishedState(trx, staff.companyId, published, before);
    if (after.status !== 'ended') await refuseTakenEmail(trx, website, after.email, row.id);
    const change = { accountId: row.id, before, after };
    await writeAccountChanges(trx, office.clock, website, staff.actor, [change]);
    await recordAccountAudit(trx, website, staff.actor, { ...change, action: 'account.undone' });
    await undoRefusal(trx, row, published?.deletionRefused);
    return findAccount(trx, staff.companyId, row.id);
  });
}

/** The state that was published; with today's contact and person where the former ones are gone. */
async function publishedState(
  trx: OfficeTransaction,
  companyId: string,
  published: AccountContent,
  now: AccountState,
): Promise<AccountState> {
  const { status, email, reason, validFrom, validUntil } = published;
  const contact =
    published.contactId === null
      ? undefined
      : await trx
          .selectFrom('contact')
          .select('id')
          .where('company_id', '=', companyId)
          .where('id', '=', published.contactId)
          .forShare()
          .executeTakeFirst();
  const contactId = contact?.id ?? now.contactId;
  const person =
    published.personId === null
      ? undefined
      : await trx
          .selectFrom('contact_person')
          .select('id')
          .where('company_id', '=', companyId)
          .where('contact_id', '=', contactId ?? '')
          .where('id', '=', published.personId)
          .executeTakeFirst();
  return { status, email, reason, validFrom, validUntil, contactId, personId: person?.id ?? null };
}
