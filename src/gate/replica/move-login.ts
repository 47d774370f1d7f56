import type { Clock } from '../../core/clock.ts';
import type { MailLinks } from '../../mail/render.ts';
import type { GateTransaction } from '../context.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { removeLinks } from '../tokens/remove-links.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { AccountChange } from './plan-account-change.ts';
import type { PublishedTo } from './published-to.ts';

const verificationHours = 168;

/** What a corrected address means for signing in. */
export interface MovedLogin {
  /** For the mail to the new address. */
  readonly links: MailLinks;
  readonly sessionsEnded: number;
}

/**
 * Lets a person sign in with a corrected address (case 13). Where the sign-in served only this account it moves and
 * keeps its password, but the new address is not verified yet. Where other accounts use the old address, or the new
 * one has a sign-in already, that one is used, or one is made by the invitation. Call it after the account was written.
 */
export async function moveLogin(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  change: AccountChange,
  oldEmail: string,
): Promise<MovedLogin> {
  const { companyId } = website;
  const known = await loginOf(trx, companyId, change.emailCanonical);
  const old = await loginOf(trx, companyId, oldEmail);
  if (known !== undefined || old === undefined || (await isUsed(trx, companyId, oldEmail))) {
    return { links: await linksTo(trx, clock, website, known), sessionsEnded: 0 };
  }
  const sessionsEnded = await endSessions(trx, { companyId, loginId: old.id });
  const moved = await trx
    .updateTable('login')
    .set({
      email: change.account.email.trim().normalize('NFC'),
      email_canonical: change.emailCanonical,
      email_verified_at: null,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', old.id)
    .returning(loginColumns)
    .executeTakeFirstOrThrow();
  // Links that went to the old address open nothing any more.
  await removeLinks(trx, companyId, [{ id: old.id, emailCanonical: oldEmail }]);
  return { links: await linksTo(trx, clock, website, moved), sessionsEnded };
}

const loginColumns = ['id', 'email_canonical', 'email_verified_at', 'password_hash'] as const;
interface LoginRow {
  readonly id: string;
  readonly email_canonical: string;
  readonly email_verified_at: Date | null;
  readonly password_hash: string | null;
}

function loginOf(trx: GateTransaction, companyId: string, email: string): Promise<LoginRow | undefined> {
  return trx
    .selectFrom('login')
    .select(loginColumns)
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', email)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether an account of any website of the company has this address. */
async function isUsed(trx: GateTransaction, companyId: string, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('id')
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', email)
    .where('status', '<>', 'ended')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A link to verify, where there is a password but no proof of the address; else to sign in. */
async function linksTo(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  login: LoginRow | undefined,
): Promise<MailLinks> {
  const { publicUrl } = website.settings;
  if (login === undefined || login.password_hash === null || login.email_verified_at !== null) {
    return { signIn: visitorUrl(publicUrl, 'sign-in') };
  }
  const token = await issueToken(trx, clock, {
    purpose: 'verify_email',
    websiteId: website.id,
    companyId: website.companyId,
    loginId: login.id,
    emailCanonical: login.email_canonical,
    hours: verificationHours,
  });
  return { verify: visitorUrl(publicUrl, 'verify', token) };
}
