import type { Clock } from '../../core/clock.ts';
import type { GateDatabase, GateTransaction } from '../context.ts';
import { type TokenPurpose, tokenHash } from './token-value.ts';

/** A token that may be used now. */
export interface LiveToken {
  readonly state: 'live';
  readonly purpose: TokenPurpose;
  readonly companyId: string;
  readonly websiteId: string;
  readonly loginId: string | null;
  readonly registrationId: string | null;
  /** The account that a progress link tells about. */
  readonly accountId: string | null;
  readonly emailCanonical: string;
  /** For a sign-in link: where to go afterwards, and whether to stay signed in. */
  readonly returnPath: string;
  readonly keep: boolean;
  readonly createdAt: Date;
  readonly hash: Buffer;
}
/** A token that is worth nothing: was used, is too old, or is none of this website's (case 2). */
export interface DeadToken {
  readonly state: 'used' | 'expired' | 'unknown';
}

interface Wanted {
  readonly token: string;
  readonly websiteId: string;
  readonly purposes: readonly TokenPurpose[];
}

/** Looks at a token without using it up: for GET, and for what must be checked before a transaction (case 18). */
export async function peekToken(
  db: GateDatabase,
  clock: Clock,
  wanted: Wanted,
): Promise<LiveToken | DeadToken> {
  const row = await selectToken(db, wanted).executeTakeFirst();
  return judge(row, clock);
}

/** Locks a token until the transaction ends, so that of two who use it at once one finds it used. */
export async function lockToken(
  trx: GateTransaction,
  clock: Clock,
  wanted: Wanted,
): Promise<LiveToken | DeadToken> {
  const row = await selectToken(trx, wanted).forUpdate().executeTakeFirst();
  return judge(row, clock);
}

/** Uses a token up, and with it every other link for the same thing: one purpose, one use (case 19). */
export async function consumeToken(trx: GateTransaction, clock: Clock, token: LiveToken): Promise<void> {
  await trx
    .updateTable('token')
    .set({ used_at: clock.now() })
    .where('used_at', 'is', null)
    .where((where) =>
      where.or([
        where('token_hash', '=', token.hash),
        ...(token.registrationId === null ? [] : [where('registration_id', '=', token.registrationId)]),
        ...(token.registrationId === null
          ? [
              where.and([
                where('company_id', '=', token.companyId),
                where('email_canonical', '=', token.emailCanonical),
                where('purpose', 'in', sameThing(token.purpose)),
                // A password serves all websites of the company; a sign-in link the one it was asked on.
                ...(token.purpose === 'sign_in' ? [where('website_id', '=', token.websiteId)] : []),
              ]),
            ]
          : []),
      ]),
    )
    .execute();
}

/** Links that let somebody in, or that choose a password by which one gets in. */
const waysIn: readonly TokenPurpose[] = ['set_password', 'reset_password', 'sign_in'];

/**
 * Uses up all links by which an address could be signed in or its password chosen, on every website of the company: once
 * the password changed, none that was mailed before opens anything.
 */
export async function endLinks(
  trx: GateTransaction,
  clock: Clock,
  { companyId, emailCanonical }: Pick<LiveToken, 'companyId' | 'emailCanonical'>,
): Promise<void> {
  await trx
    .updateTable('token')
    .set({ used_at: clock.now() })
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', emailCanonical)
    .where('purpose', 'in', waysIn)
    .where('used_at', 'is', null)
    .execute();
}

function sameThing(purpose: TokenPurpose): TokenPurpose[] {
  return purpose === 'set_password' || purpose === 'reset_password'
    ? ['set_password', 'reset_password']
    : [purpose];
}

function selectToken(db: GateDatabase, { token, websiteId, purposes }: Wanted) {
  return db
    .selectFrom('token')
    .selectAll()
    .where('token_hash', '=', tokenHash(token))
    .where('website_id', '=', websiteId)
    .where('purpose', 'in', purposes);
}

function judge(
  row: Awaited<ReturnType<ReturnType<typeof selectToken>['executeTakeFirst']>>,
  clock: Clock,
): LiveToken | DeadToken {
  if (row === undefined) return { state: 'unknown' };
  if (row.used_at !== null) return { state: 'used' };
  if (row.expires_at.getTime() <= clock.now().getTime()) return { state: 'expired' };
  return {
    state: 'live',
    purpose: row.purpose as TokenPurpose, // the query asked for these only
    companyId: row.company_id,
    websiteId: row.website_id,
    loginId: row.login_id,
    registrationId: row.registration_id,
    accountId: row.account_id,
    emailCanonical: row.email_canonical,
    returnPath: row.return_path,
    keep: row.keep,
    createdAt: row.created_at,
    hash: row.token_hash,
  };
}
