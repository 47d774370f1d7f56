import { sql } from 'kysely';
import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/uuid.ts';
import type { GateTransaction } from '../context.ts';
import { removeLinks } from '../tokens/remove-links.ts';
import { newTokenValue, tokenHash } from '../tokens/token-value.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { AccountChange } from './plan-account-change.ts';
import type { PublishedTo } from './published-to.ts';

/** A week: an approval may arrive before a weekend. Afterwards "forgotten password" does the same. */
const invitationHours = 168;
const rowsAtOnce = 1000;

/**
 * Makes each of these accounts usable at once (case 26): a sign-in where the address has none, and a link to choose a
 * password where it has none. Returns the links by canonical address; who has a password gets none.
 */
export async function inviteLogins(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  changes: readonly AccountChange[],
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (let start = 0; start < changes.length; start += rowsAtOnce) {
    await inviteSome(trx, clock, website, changes.slice(start, start + rowsAtOnce), links);
  }
  return links;
}

async function inviteSome(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedTo,
  changes: readonly AccountChange[],
  links: Map<string, string>,
): Promise<void> {
  const now = clock.now();
  const company_id = website.companyId;
  await trx
    .insertInto('login')
    .values(
      changes.map(({ account, emailCanonical }) => ({
        company_id,
        id: newId(),
        email: account.email.trim().normalize('NFC'),
        email_canonical: emailCanonical,
        email_verified_at: null,
        password_hash: null,
        password_changed_at: null,
        name: account.personName || account.contactName,
        language: account.language,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['company_id', 'email_canonical']).doNothing())
    .execute();
  const logins = await trx
    .selectFrom('login')
    .select(['id', 'email_canonical'])
    .where('company_id', '=', company_id)
    .where('password_hash', 'is', null)
    .where('email_canonical', '=', (any) =>
      any.fn.any(any.val(changes.map(({ emailCanonical }) => emailCanonical))),
    )
    .execute();
  if (logins.length === 0) return;
  const tokens = logins.map((login) => ({ login, token: newTokenValue() }));
  await trx
    .insertInto('token')
    .values(
      tokens.map(({ login, token }) => ({
        token_hash: tokenHash(token),
        purpose: 'set_password',
        website_id: website.id,
        company_id,
        registration_id: null,
        login_id: login.id,
        email_canonical: login.email_canonical,
        created_at: now,
        expires_at: new Date(now.getTime() + invitationHours * 3_600_000),
        used_at: null,
      })),
    )
    .execute();
  for (const { login, token } of tokens)
    links.set(login.email_canonical, visitorUrl(website.settings.publicUrl, 'set-password', token));
}

/** Removes sign-ins of addresses that no account of the company has any more, with their links. */
export async function removeUnusedLogins(
  trx: GateTransaction,
  companyId: string,
  emails: readonly string[],
): Promise<void> {
  if (emails.length === 0) return;
  const removed = await trx
    .deleteFrom('login')
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', (any) => any.fn.any(any.val([...emails])))
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM account WHERE account.company_id = login.company_id
        AND account.email_canonical = login.email_canonical AND account.status <> 'ended')`,
    )
    .returning(['id', 'email_canonical'])
    .execute();
  await removeLinks(
    trx,
    companyId,
    removed.map(({ id, email_canonical }) => ({ id, emailCanonical: email_canonical })),
  );
}
