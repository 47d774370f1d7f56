import { sql } from 'kysely';
import { type AccountV1, type WebsiteV1, websiteV1 } from '../../contract/link.ts';
import { type PublishedStatus, publishedStatuses } from '../../core/status.ts';
import type { GateTransaction } from '../context.ts';
import { readRefusal } from '../logins/find-account.ts';
import type { ReplicaAccount } from './plan-account-change.ts';

/** A website's row, locked for this transaction. */
export interface LockedWebsite {
  readonly id: string;
  readonly companyId: string;
  /** Null where what is stored is not of the contract. */
  readonly settings: WebsiteV1 | null;
  readonly settingsRevision: number;
  readonly appliedRevision: number;
}

/**
 * Locks a website's row, so that its publications are applied one after another; undefined where there is none. No weaker
 * lock will do: a session that begins refers to the row and so waits, or it would be in no news of what it lost (I2).
 */
export async function lockWebsite(
  trx: GateTransaction,
  websiteId: string,
): Promise<LockedWebsite | undefined> {
  const row = await trx
    .selectFrom('website')
    .selectAll()
    .where('id', '=', websiteId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    companyId: row.company_id,
    settings: websiteV1.safeParse(row.settings).data ?? null,
    settingsRevision: row.settings_revision,
    appliedRevision: row.applied_revision,
  };
}

/** What the gate has of published accounts: by id, and by the address that one now holds. */
export interface KnownAccounts {
  readonly byId: ReadonlyMap<string, ReplicaAccount>;
  readonly byEmail: ReadonlyMap<string, ReplicaAccount>;
}

/** Reads the accounts that published ones meet: those with their ids, and those that hold their addresses. */
export async function readKnownAccounts(
  trx: GateTransaction,
  websiteId: string,
  accounts: readonly AccountV1[],
  emails: readonly string[],
): Promise<KnownAccounts> {
  const columns = [
    'id',
    'email',
    'email_canonical',
    'status',
    'valid_from',
    'valid_until',
    'contact_active',
    'contact_name',
    'person_name',
    'language',
    'revision',
    'deletion_asked_at',
    'deletion_refused',
  ] as const;
  const of = trx
    .selectFrom('account')
    .select(columns)
    .select([typedName.as('typed_name'), typedLanguage.as('typed_language')])
    .where('website_id', '=', websiteId);
  const known = await of
    .where('id', '=', (any) => any.fn.any(any.val(accounts.map(({ id }) => id))))
    .execute();
  const holders = await of
    .where('status', '<>', 'ended')
    .where('email_canonical', '=', (any) => any.fn.any(any.val([...emails])))
    .execute();
  return {
    byId: new Map(known.map((row) => [row.id, replicaAccount(row)])),
    byEmail: new Map(holders.map((row) => [row.email_canonical, replicaAccount(row)])),
  };
}

/** What the person typed about name and language; staff may know neither of somebody who still waits. */
const typedName = sql<string>`trim(concat_ws(' ', details->>'firstName', details->>'lastName'))`;
const typedLanguage = sql<string>`coalesce(details->>'language', '')`;

function replicaAccount(row: {
  id: string;
  email: string;
  status: string;
  valid_from: Date | null;
  valid_until: Date | null;
  contact_active: boolean;
  contact_name: string;
  person_name: string;
  language: string;
  revision: number;
  typed_name: string;
  typed_language: string;
  deletion_asked_at: Date | null;
  deletion_refused: unknown;
}): ReplicaAccount {
  return {
    id: row.id,
    email: row.email,
    status: statusOf(row.status),
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.contact_active,
    name: row.person_name || row.contact_name || row.typed_name,
    language: row.language || row.typed_language,
    revision: row.revision,
    deletionAskedAt: row.deletion_asked_at,
    deletionRefused: readRefusal(row.deletion_refused),
  };
}

/** The database's check list allows no other; were there one, it would be as good as blocked (I1). */
function statusOf(status: string): PublishedStatus {
  return publishedStatuses.find((known) => known === status) ?? 'blocked';
}
