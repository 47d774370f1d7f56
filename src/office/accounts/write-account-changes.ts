import { sql } from 'kysely';
import type { Clock } from '../../core/clock.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor, OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';
import type { AccountContent } from './account-content.ts';
import { type AccountState, sameState } from './account-state.ts';
import type { LockedWebsite } from './lock-website.ts';

export interface AccountChange {
  readonly accountId: string;
  /** Null for an account that is new. */
  readonly before: AccountState | null;
  readonly after: AccountState;
  /** Where a new account comes from; and what its gate has of it already, where the visitor made it there. */
  readonly origin?: 'staff' | 'application';
  readonly published?: AccountContent;
  /** Set where the change says something of it: the address was proven, or is another one now. */
  readonly emailVerifiedAt?: Date | null;
}

/**
 * Writes changes of one website's accounts: each gets the next revision and a higher version and is
 * recorded in `account_change`. A change that changes nothing is left out. Wakes the automatic publication.
 * @returns the ids of the accounts that changed
 * @throws AppError `account_email_taken` where another account of the website has the address
 */
export async function writeAccountChanges(
  trx: OfficeTransaction,
  clock: Clock,
  website: LockedWebsite,
  actor: Actor,
  changes: readonly AccountChange[],
): Promise<string[]> {
  const real = changes.filter(({ before, after }) => before === null || !sameState(before, after));
  if (real.length === 0) return [];
  const { revision: first } = await trx
    .updateTable('website')
    .set({ revision: sql<number>`revision + ${real.length}` })
    .where('company_id', '=', website.companyId)
    .where('id', '=', website.id)
    .returning(sql<number>`revision - ${real.length}`.as('revision'))
    .executeTakeFirstOrThrow();
  const now = clock.now().toISOString();
  const rows = real.map((change, index) => ({
    id: change.accountId,
    contact_id: change.after.contactId,
    person_id: change.after.personId,
    email: change.after.email,
    email_canonical: canonicalEmail(change.after.email) ?? change.after.email,
    email_verified_at: change.emailVerifiedAt ?? null,
    ended: change.after.status === 'ended',
    status: change.after.status === 'ended' ? 'pending' : change.after.status, // an ended one keeps what it had
    reason: change.after.reason,
    valid_from: change.after.validFrom,
    valid_until: change.after.validUntil,
    origin: change.origin ?? 'staff',
    published: change.published ?? null,
    revision: first + index + 1,
    before: change.before,
    after: change.after,
  }));
  await upsertAccounts(trx, website, now, rows);
  await sql`
    INSERT INTO account_change (company_id, website_id, revision, account_id, before, after, actor_kind, actor_name, at)
    SELECT ${website.companyId}::uuid, ${website.id}::uuid, revision, id, before, after,
      ${actor.kind}, ${actor.name}, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(id uuid, revision bigint, before jsonb, after jsonb)`.execute(trx);
  await announce(trx, website.companyId, 'accounts');
  await requestPublication(trx, website.companyId);
  return real.map((change) => change.accountId);
}

async function upsertAccounts(
  trx: OfficeTransaction,
  website: LockedWebsite,
  now: string,
  rows: readonly { readonly email: string; readonly email_canonical: string }[],
): Promise<void> {
  try {
    await sql`
      INSERT INTO account AS known (company_id, id, website_id, contact_id, person_id, email, email_canonical,
        email_verified_at, status, reason, valid_from, valid_until, origin, revision, published,
        created_at, updated_at, ended_at)
      SELECT ${website.companyId}::uuid, id, ${website.id}::uuid, contact_id, person_id, email, email_canonical,
        email_verified_at, status, reason, valid_from, valid_until, origin, revision, published,
        ${now}::timestamptz, ${now}::timestamptz, CASE WHEN ended THEN ${now}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(id uuid, contact_id uuid, person_id uuid,
        email text, email_canonical text, email_verified_at timestamptz, status text, reason text,
        valid_from timestamptz, valid_until timestamptz, origin text, revision bigint, published jsonb, ended boolean)
      ON CONFLICT (company_id, id) DO UPDATE SET
        contact_id = excluded.contact_id, person_id = excluded.person_id, email = excluded.email,
        email_canonical = excluded.email_canonical,
        email_verified_at = CASE WHEN excluded.email_canonical = known.email_canonical
          THEN coalesce(excluded.email_verified_at, known.email_verified_at) ELSE excluded.email_verified_at END,
        status = CASE WHEN excluded.ended_at IS NULL THEN excluded.status ELSE known.status END, reason = excluded.reason,
        valid_from = excluded.valid_from, valid_until = excluded.valid_until, revision = excluded.revision,
        erase_asked_at = CASE WHEN excluded.ended_at IS NOT NULL THEN known.erase_asked_at END,
        erased_at = CASE WHEN excluded.ended_at IS NOT NULL THEN known.erased_at END,
        version = known.version + 1, updated_at = excluded.updated_at, ended_at = excluded.ended_at`.execute(
      trx,
    );
  } catch (error) {
    if (!isEmailConflict(error)) throw error;
    throw new AppError(
      'account_email_taken',
      { email: rows[0]?.email ?? '', website: website.name, contact: '' },
      { cause: error, field: 'email' },
    );
  }
}

function isEmailConflict(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'account_email';
}
