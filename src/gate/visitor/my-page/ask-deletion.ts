import { withTransaction } from '../../../database/transaction.ts';
import { queueMail } from '../../../mail/queue-mail.ts';
import type { GateDatabase, GateTransaction } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { tellSecurity } from '../../events/security-event.ts';
import { findAccounts, type VisitorAccount } from '../../logins/find-account.ts';
import type { Session } from '../../sessions/session.ts';
import { visitorUrl } from '../../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { detailsOfAccount } from '../change-details.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { deleteLogin } from './delete-login.ts';

/** Where, who and by whom a request about deletion is made. */
export interface DeletionRequest {
  readonly website: PublishedWebsite;
  readonly session: Session;
  readonly language: string;
  /** The visitor's network address. */
  readonly address: string;
}

/** When somebody asked for deletion, or null. */
export async function deletionAskedAt(
  db: GateDatabase,
  { companyId, loginId }: Session,
): Promise<Date | null> {
  const row = await db
    .selectFrom('login')
    .select('deletion_asked_at')
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .executeTakeFirst();
  return row?.deletion_asked_at ?? null;
}

/** The accounts that are asked about: those that the person has now, on all websites of the company. */
export async function accountsToDelete(db: GateDatabase, session: Session): Promise<VisitorAccount[]> {
  const accounts = await findAccounts(db, session.companyId, session.emailCanonical);
  return accounts.filter(({ status }) => status !== 'ended');
}

/**
 * Asks the owner to delete all about this sign-in. Staff decide, for each website (the office's applications); until then
 * nothing changes and the person may take it back. Asked twice it is one request. Who has no account anywhere is deleted
 * at once, as there is nothing that staff could decide.
 */
export async function askDeletion(
  gate: VisitorGate,
  request: DeletionRequest,
): Promise<'asked' | 'asked_before' | 'deleted'> {
  const { website, session, language, address } = request;
  const { loginId, email } = session;
  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await lockLogin(trx, session);
    if (login === undefined) return 'deleted';
    if (login.deletion_asked_at !== null) return 'asked_before';
    const accounts = await accountsToDelete(trx, session);
    const told = { website, email, accountId: accountOn(website, accounts), address };
    if (accounts.length === 0) {
      await deleteLogin(trx, session);
      await tellSecurity(trx, gate.clock, { event: 'deletion_asked', ...told });
      return 'deleted';
    }
    await setAskedAt(trx, session, gate.clock.now());
    await queueMail(trx, gate.clock, {
      website,
      event: 'deletion_asked',
      language,
      to: email,
      name: session.name,
      links: { signIn: visitorUrl(website.settings.publicUrl, 'my-page') },
    });
    await tellOffice(gate, trx, request, accounts, { withdrawn: false });
    await tellSecurity(trx, gate.clock, { event: 'deletion_asked', ...told });
    return 'asked';
  });
  gate.log.info({ event: 'deletion_asked', websiteId: website.id, loginId, result }, 'deletion asked for');
  return result;
}

/** Takes the request back, as long as it is not decided. @returns whether there was one. */
export async function takeBackDeletion(gate: VisitorGate, request: DeletionRequest): Promise<boolean> {
  const { website, session, address } = request;
  const { loginId, email } = session;
  const wasAsked = await withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await lockLogin(trx, session);
    if (login === undefined || login.deletion_asked_at === null) return false;
    await setAskedAt(trx, session, null);
    const accounts = await accountsToDelete(trx, session);
    await tellOffice(gate, trx, request, accounts, { withdrawn: true });
    await tellSecurity(trx, gate.clock, {
      event: 'deletion_withdrawn',
      website,
      email,
      accountId: accountOn(website, accounts),
      address,
    });
    return true;
  });
  gate.log.info(
    { event: 'deletion_withdrawn', websiteId: website.id, loginId, wasAsked },
    'deletion taken back',
  );
  return wasAsked;
}

async function tellOffice(
  gate: VisitorGate,
  trx: GateTransaction,
  { session, language }: DeletionRequest,
  accounts: readonly VisitorAccount[],
  { withdrawn }: { readonly withdrawn: boolean },
): Promise<void> {
  for (const account of accounts) {
    await appendEvent(trx, gate.clock, {
      type: 'deletionV1',
      companyId: session.companyId,
      websiteId: account.websiteId,
      data: {
        accountId: account.id,
        email: account.email,
        withdrawn,
        data: detailsOfAccount(account, session, language),
      },
    });
  }
}

function accountOn(website: PublishedWebsite, accounts: readonly VisitorAccount[]): string | null {
  return accounts.find(({ websiteId }) => websiteId === website.id)?.id ?? null;
}

function lockLogin(trx: GateTransaction, { companyId, loginId }: Session) {
  return trx
    .selectFrom('login')
    .select('deletion_asked_at')
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .forUpdate()
    .executeTakeFirst();
}

async function setAskedAt(
  trx: GateTransaction,
  { companyId, loginId }: Session,
  askedAt: Date | null,
): Promise<void> {
  await trx
    .updateTable('login')
    .set({ deletion_asked_at: askedAt })
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .execute();
}
