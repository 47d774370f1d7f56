import { type PublishedStatus, publishedStatuses } from '../../core/status.ts';
import type { GateDatabase } from '../context.ts';
import type { Session, SessionAccount } from './session.ts';

/** A session as it was read, with the time of its last request that the database knows. */
export interface StoredSession {
  readonly session: Session;
  readonly lastSeenAt: Date;
}

/**
 * Reads sessions with their sign-in and account, by the SHA-256 of their tokens, in one query. What is not there
 * is not in the answer; whether limits are over is for the caller to judge.
 */
export async function loadSessions(
  db: GateDatabase,
  keys: readonly string[],
): Promise<Map<string, StoredSession>> {
  const hashes = keys.map((key) => Buffer.from(key, 'base64url'));
  const rows = await db
    .selectFrom('session')
    .innerJoin('login', (join) =>
      join.onRef('login.company_id', '=', 'session.company_id').onRef('login.id', '=', 'session.login_id'),
    )
    .leftJoin('account', (join) =>
      join
        .onRef('account.website_id', '=', 'session.website_id')
        .onRef('account.email_canonical', '=', 'login.email_canonical')
        .onRef('account.company_id', '=', 'session.company_id')
        .on('account.status', '<>', 'ended'),
    )
    .select([
      'session.token_hash as tokenHash',
      'session.id as id',
      'session.website_id as websiteId',
      'session.company_id as companyId',
      'session.login_id as loginId',
      'session.created_at as createdAt',
      'session.expires_at as expiresAt',
      'session.last_seen_at as lastSeenAt',
      'session.strong as strong',
      'session.keep as keep',
      'login.email as email',
      'login.email_canonical as emailCanonical',
      'login.name as name',
      'login.language as language',
      'account.id as accountId',
      'account.status as status',
      'account.email as accountEmail',
      'account.valid_from as validFrom',
      'account.valid_until as validUntil',
      'account.contact_active as contactActive',
      'account.contact_number as contactNumber',
      'account.contact_name as contactName',
      'account.person_name as personName',
      'account.contact_types as contactTypes',
      'account.price_group as priceGroup',
      'account.language as accountLanguage',
    ])
    .where('session.token_hash', 'in', hashes)
    .execute();
  return new Map(
    rows.map((row) => {
      const key = row.tokenHash.toString('base64url');
      const { id, websiteId, companyId, loginId, email, emailCanonical, name, language } = row;
      const { strong, keep, createdAt, expiresAt, lastSeenAt } = row;
      const own = { email, emailCanonical, name, language, strong, keep, createdAt, expiresAt };
      const session = { id, key, websiteId, companyId, loginId, ...own, account: readAccount(row) };
      return [key, { session, lastSeenAt }];
    }),
  );
}

function readAccount(row: {
  accountId: string | null;
  status: string | null;
  accountEmail: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  contactActive: boolean | null;
  contactNumber: string | null;
  contactName: string | null;
  personName: string | null;
  contactTypes: string[] | null;
  priceGroup: string | null;
  accountLanguage: string | null;
}): SessionAccount | null {
  const status = publishedStatuses.find((known): known is PublishedStatus => known === row.status);
  if (row.accountId === null || status === undefined) return null;
  return {
    id: row.accountId,
    status,
    email: row.accountEmail ?? '',
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    contactActive: row.contactActive === true,
    contactNumber: row.contactNumber ?? '',
    contactName: row.contactName ?? '',
    personName: row.personName ?? '',
    contactTypes: row.contactTypes ?? [],
    priceGroup: row.priceGroup ?? '',
    language: row.accountLanguage ?? '',
  };
}
