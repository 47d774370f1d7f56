import { sql } from 'kysely';
import type { AccountV1 } from '../../contract/link.ts';
import type { WebsiteAccess } from '../../core/access.ts';
import type { Clock } from '../../core/clock.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import type { MailRequest } from '../../mail/queue-mail.ts';
import type { GateTransaction } from '../context.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { settleProgressLinks } from '../tokens/progress-links.ts';
import { inviteLogins, removeUnusedLogins } from './invite-logins.ts';
import { mailsOf } from './mails-of-changes.ts';
import { type MovedLogin, moveLogin } from './move-login.ts';
import { type AccountChange, planAccountChange, type ReplicaAccount } from './plan-account-change.ts';
import type { PublishedTo } from './published-to.ts';
import { type KnownAccounts, readKnownAccounts } from './read-replica.ts';
import { freeAddresses, writeAccounts } from './write-accounts.ts';

/** How accounts come in. */
export interface AccountsMessage {
  readonly publicationId: string;
  /** Set in a snapshot: an account of the same revision is written again, and marked as named. */
  readonly snapshotId: string | null;
  readonly accounts: readonly AccountV1[];
}

export interface AppliedAccounts {
  readonly mails: readonly MailRequest[];
  readonly sessionsEnded: number;
}

/**
 * Brings accounts to what was published, all of them with a fixed number of statements; ends the sessions of those who
 * may not enter any more (I2), and says which mails that causes (I3). What is not newer than the replica is left
 * alone (I5).
 * @throws AppError `link_message_invalid` for an address that is none, or one that two accounts share
 */
export async function applyAccounts(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  message: AccountsMessage,
): Promise<AppliedAccounts> {
  const newest = newestOf(message.accounts);
  const emails = addressesOf(newest);
  const known = await readKnownAccounts(trx, website.id, newest, emails);
  const changes = planChanges(website, newest, known, message.snapshotId !== null, clock.now());
  const applications = overtakenApplications(changes, known);
  const sessionsEnded = await endClosedSessions(trx, website, changes);
  const left = await removeApplications(trx, website.id, applications);
  await freeAddresses(trx, website.id, addressesInTheWay(changes, known, applications));
  await writeAccounts(trx, website, changes, message.snapshotId, clock.now());
  for (const { accountId, details, askedAt } of left) {
    await trx
      .updateTable('account')
      .set({
        details: sql<string | null>`coalesce(details, ${details}::jsonb)`,
        deletion_asked_at: sql<Date | null>`coalesce(deletion_asked_at, ${askedAt}::timestamptz)`,
      })
      .where('website_id', '=', website.id)
      .where('id', '=', accountId)
      .execute();
  }
  const ended = changes.filter(({ account }) => account.status === 'ended').map(({ account }) => account.id);
  await settleProgressLinks(trx, website.id, applications, ended);
  const moved = new Map<string, MovedLogin>();
  for (const change of changes) {
    if (change.correctedFrom === null) continue;
    moved.set(change.account.id, await moveLogin(trx, clock, website, change, change.correctedFrom));
  }
  const usable = changes.filter(
    ({ mail, correctedFrom, account }) =>
      mail === 'approved' || (correctedFrom !== null && account.status === 'approved'),
  );
  const invitations = await inviteLogins(trx, clock, website, usable);
  await removeUnusedLogins(trx, website.companyId, addressesGivenUp(changes));
  return {
    mails: changes.flatMap((change) =>
      mailsOf(change, {
        website,
        publicationId: message.publicationId,
        setPassword: invitations.get(change.emailCanonical),
        moved: moved.get(change.account.id)?.links,
      }),
    ),
    sessionsEnded: sessionsEnded + [...moved.values()].reduce((sum, login) => sum + login.sessionsEnded, 0),
  };
}

/** Each account once, as it is at the end of the message. */
function newestOf(accounts: readonly AccountV1[]): AccountV1[] {
  const newest = new Map<string, AccountV1>();
  for (const account of accounts) {
    const other = newest.get(account.id);
    if (other === undefined || other.revision < account.revision) newest.set(account.id, account);
  }
  return [...newest.values()];
}

function addressesOf(accounts: readonly AccountV1[]): string[] {
  const emails = accounts.flatMap((account) => {
    if (account.status === 'ended') return [];
    const email = canonicalEmail(account.email);
    if (email === null)
      throw new AppError('link_message_invalid', { reason: `account ${account.id} has no e-mail address` });
    return [email];
  });
  if (new Set(emails).size < emails.length)
    throw new AppError('link_message_invalid', { reason: 'two accounts share an e-mail address' });
  return emails;
}

function planChanges(
  website: PublishedTo,
  accounts: readonly AccountV1[],
  known: KnownAccounts,
  snapshot: boolean,
  now: Date,
): AccountChange[] {
  const access: WebsiteAccess = {
    enabled: website.settings.enabled,
    licensedUntil: website.settings.licensedUntil === null ? null : new Date(website.settings.licensedUntil),
  };
  return accounts.flatMap((account) => {
    const before = known.byId.get(account.id);
    const newer =
      before === undefined ||
      (snapshot ? account.revision >= before.revision : account.revision > before.revision);
    if (!newer || (before === undefined && account.status === 'ended')) return [];
    return [planAccountChange(before ?? applicationFor(account, known), account, access, now)];
  });
}

/** What a visitor left under the address of an account that staff made meanwhile: the same person's. */
function applicationFor(account: AccountV1, known: KnownAccounts): ReplicaAccount | null {
  const holder = known.byEmail.get(canonicalEmail(account.email) ?? '');
  return holder?.revision === 0 ? holder : null;
}

/** Applications on this gate (by the id of the account that takes each one's place). */
function overtakenApplications(
  changes: readonly AccountChange[],
  known: KnownAccounts,
): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ account, emailCanonical }) => {
      const holder = known.byEmail.get(emailCanonical);
      return holder?.revision === 0 && holder.id !== account.id ? [[holder.id, account.id] as const] : [];
    }),
  );
}

/** What a visitor left with an application, for the account that goes on. */
interface LeftBehind {
  readonly accountId: string;
  /** JSON. */
  readonly details: string | null;
  readonly askedAt: Date | null;
}

/** Removes them and returns what their visitors typed and asked. */
async function removeApplications(
  trx: GateTransaction,
  websiteId: string,
  applications: ReadonlyMap<string, string>,
): Promise<LeftBehind[]> {
  if (applications.size === 0) return [];
  const removed = await trx
    .deleteFrom('account')
    .where('website_id', '=', websiteId)
    .where('revision', '=', 0)
    .where('id', 'in', [...applications.keys()])
    .returning(['id', 'details', 'deletion_asked_at as askedAt'])
    .execute();
  return removed.flatMap(({ id, details, askedAt }) => {
    const accountId = applications.get(id);
    if (accountId === undefined) return [];
    return [{ accountId, details: details === null ? null : JSON.stringify(details), askedAt }];
  });
}

/** Accounts that hold an address which another has from now on, or which they give up themselves. */
function addressesInTheWay(
  changes: readonly AccountChange[],
  known: KnownAccounts,
  applications: ReadonlyMap<string, string>,
): string[] {
  return changes.flatMap(({ account, emailCanonical, correctedFrom }) => {
    const holder = known.byEmail.get(emailCanonical);
    const other = holder !== undefined && holder.id !== account.id && !applications.has(holder.id);
    return [...(other ? [holder.id] : []), ...(correctedFrom !== null ? [account.id] : [])];
  });
}

async function endClosedSessions(
  trx: GateTransaction,
  website: PublishedTo,
  changes: readonly AccountChange[],
): Promise<number> {
  const emails = [...new Set(changes.flatMap(({ endSessionsOf }) => endSessionsOf))];
  if (emails.length === 0) return 0;
  const open = await trx
    .selectFrom('session')
    .innerJoin('login', (join) =>
      join.onRef('login.company_id', '=', 'session.company_id').onRef('login.id', '=', 'session.login_id'),
    )
    .select('login.email_canonical')
    .distinct()
    .where('session.website_id', '=', website.id)
    .where('login.email_canonical', '=', (any) => any.fn.any(any.val(emails)))
    .execute();
  let ended = 0;
  for (const { email_canonical: emailCanonical } of open)
    ended += await endSessions(trx, { websiteId: website.id, companyId: website.companyId, emailCanonical });
  return ended;
}

function addressesGivenUp(changes: readonly AccountChange[]): string[] {
  return changes.flatMap(({ before, account, correctedFrom }) => {
    if (correctedFrom !== null) return [correctedFrom];
    const email = account.status === 'ended' && before !== null ? canonicalEmail(before.email) : null;
    return email === null ? [] : [email];
  });
}
