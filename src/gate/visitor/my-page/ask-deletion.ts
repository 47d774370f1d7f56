import { isDeletionWaiting, newRequestTime } from '../../../core/deletion-refusal.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { queueMail } from '../../../mail/queue-mail.ts';
import type { Gate, GateTransaction } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { tellSecurity } from '../../events/security-event.ts';
import type { VisitorAccount } from '../../logins/find-account.ts';
import type { Session } from '../../sessions/session.ts';
import { visitorUrl } from '../../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { detailsOfAccount } from '../change-details.ts';
import { deleteLogin } from './delete-login.ts';
import { accountsToDelete } from './own-deletion.ts';

/** Where, who and by whom a request about deletion is made. */
export interface DeletionRequest {
  readonly website: PublishedWebsite;
  readonly session: Pick<Session, 'id' | 'companyId' | 'loginId' | 'email' | 'emailCanonical' | 'name'>;
  readonly language: string;
  /** The visitor's network address. */
  readonly address: string;
}

/**
 * Asks the owner to delete all about this sign-in. Staff decide, for each website (the office's applications); until then
 * nothing changes and the person may take it back. Asked twice it is one request; what was refused may be asked anew.
 * Who has no account anywhere is deleted at once, as there is nothing that staff could decide. Nothing is asked in the name
 * of a session that ended meanwhile, as by a corrected address (I2).
 */
export async function askDeletion(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  request: DeletionRequest,
): Promise<'asked' | 'asked_before' | 'deleted' | 'signed_out'> {
  const { website, session, language, address } = request;
  const { loginId, email } = session;
  return withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await lockOwn(trx, session);
    if (login === undefined) return 'signed_out';
    const accounts = await accountsToDelete(trx, session);
    const told = { website, email, accountId: accountOn(website, accounts), loginId, address };
    if (accounts.length === 0) {
      await deleteLogin(trx, session);
      await tellSecurity(trx, gate, { event: 'deletion_asked', ...told });
      return 'deleted';
    }
    const asked = accounts.filter((account) => !isDeletionWaiting(account));
    if (asked.length === 0) return 'asked_before';
    const at = newRequestTime(gate.clock.now(), asked);
    await setAskedAt(trx, asked, at);
    await queueMail(trx, gate.clock, {
      website,
      event: 'deletion_asked',
      language,
      to: email,
      name: session.name,
      links: { signIn: visitorUrl(website.settings.publicUrl, 'my-page') },
    });
    await tellOffice(trx, request, asked, { at, withdrawn: false });
    await tellSecurity(trx, gate, { event: 'deletion_asked', ...told });
    return 'asked';
  });
}

/** Takes the request back, as long as it is not decided. @returns whether there was one. */
export async function takeBackDeletion(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  request: DeletionRequest,
): Promise<boolean> {
  const { website, session, address } = request;
  const { loginId, email } = session;
  return withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await lockOwn(trx, session);
    if (login === undefined) return false;
    const accounts = (await accountsToDelete(trx, session)).filter(isDeletionWaiting);
    if (accounts.length === 0) return false;
    await setAskedAt(trx, accounts, null);
    await tellOffice(trx, request, accounts, { at: gate.clock.now(), withdrawn: true });
    await tellSecurity(trx, gate, {
      event: 'deletion_withdrawn',
      website,
      email,
      accountId: accountOn(website, accounts),
      loginId,
      address,
    });
    return true;
  });
}

/** `at` of a request is the very time that is kept with the account: the answer names it. */
async function tellOffice(
  trx: GateTransaction,
  { session, language }: DeletionRequest,
  accounts: readonly VisitorAccount[],
  { at, withdrawn }: { readonly at: Date; readonly withdrawn: boolean },
): Promise<void> {
  for (const account of accounts) {
    await appendEvent(
      trx,
      { now: () => at },
      {
        type: 'deletionV1',
        companyId: session.companyId,
        websiteId: account.websiteId,
        data: {
          accountId: account.id,
          email: account.email,
          withdrawn,
          data: detailsOfAccount(account, session, language),
        },
      },
    );
  }
}

function accountOn(website: PublishedWebsite, accounts: readonly VisitorAccount[]): string | null {
  return accounts.find(({ websiteId }) => websiteId === website.id)?.id ?? null;
}

/** The sign-in, locked, as long as the session still stands and the address is the one it was made with. */
async function lockOwn(
  trx: GateTransaction,
  { id, companyId, loginId, emailCanonical }: DeletionRequest['session'],
): Promise<{ id: string } | undefined> {
  const login = await trx
    .selectFrom('login')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .where('email_canonical', '=', emailCanonical)
    .forUpdate()
    .executeTakeFirst();
  if (login === undefined) return undefined;
  // Read behind the lock: whoever ends all sessions of a sign-in holds that.
  const own = await trx
    .selectFrom('session')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return own === undefined ? undefined : login;
}

async function setAskedAt(
  trx: GateTransaction,
  accounts: readonly VisitorAccount[],
  askedAt: Date | null,
): Promise<void> {
  for (const { websiteId, id } of accounts) {
    await trx
      .updateTable('account')
      .set({ deletion_asked_at: askedAt })
      .where('website_id', '=', websiteId)
      .where('id', '=', id)
      .execute();
  }
}
