import { sql } from 'kysely';
import type { GateTransaction } from '../context.ts';
import type { AccountChange } from './plan-account-change.ts';

/**
 * Frees addresses for who holds them from now on: one address is one account's on a website, also while several
 * change hands in one message. Who loses an address without being in the message has none until its own change
 * arrives, and enters nowhere meanwhile (I1).
 */
export async function freeAddresses(
  trx: GateTransaction,
  websiteId: string,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  await trx
    .updateTable('account')
    .set({ email_canonical: sql<string>`'moved:' || id` })
    .where('website_id', '=', websiteId)
    .where('status', '<>', 'ended')
    .where('id', '=', (any) => any.fn.any(any.val([...accountIds])))
    .execute();
}

/** Writes accounts as published, in one statement. Of one that ended only the id and the revision stay. */
export async function writeAccounts(
  trx: GateTransaction,
  website: { readonly id: string; readonly companyId: string },
  changes: readonly AccountChange[],
  snapshotId: string | null,
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ account, emailCanonical }) =>
    account.status === 'ended'
      ? { ...nobody, id: account.id, revision: account.revision }
      : {
          id: account.id,
          email: account.email.trim().normalize('NFC'),
          email_canonical: emailCanonical,
          status: account.status,
          reason: account.reason,
          valid_from: account.validFrom,
          valid_until: account.validUntil,
          contact_active: account.contactActive,
          contact_number: account.contactNumber,
          contact_name: account.contactName,
          person_name: account.personName,
          contact_types: account.contactTypes,
          price_group: account.priceGroup,
          language: account.language,
          revision: account.revision,
          deletion_refused: account.deletionRefused ?? null,
        },
  );
  await sql`
    INSERT INTO account (website_id, company_id, id, email, email_canonical, status, reason, valid_from, valid_until,
      contact_active, contact_number, contact_name, person_name, contact_types, price_group, language, revision,
      deletion_refused, snapshot_id, created_at)
    SELECT ${website.id}::uuid, ${website.companyId}::uuid, id, email, email_canonical, status, reason, valid_from,
      valid_until, contact_active, contact_number, contact_name, person_name, contact_types, price_group, language,
      revision, deletion_refused, ${snapshotId}::uuid, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS published (id uuid, email text, email_canonical text,
      status text, reason text, valid_from timestamptz, valid_until timestamptz, contact_active boolean,
      contact_number text, contact_name text, person_name text, contact_types text[], price_group text, language text,
      revision bigint, deletion_refused jsonb)
    ON CONFLICT (website_id, id) DO UPDATE SET
      email = excluded.email, email_canonical = excluded.email_canonical, status = excluded.status,
      reason = excluded.reason, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
      contact_active = excluded.contact_active, contact_number = excluded.contact_number,
      contact_name = excluded.contact_name, person_name = excluded.person_name,
      contact_types = excluded.contact_types, price_group = excluded.price_group, language = excluded.language,
      revision = excluded.revision, deletion_refused = excluded.deletion_refused,
      deletion_asked_at = CASE WHEN excluded.status = 'ended' THEN NULL ELSE account.deletion_asked_at END,
      snapshot_id = coalesce(excluded.snapshot_id, account.snapshot_id),
      details = CASE WHEN excluded.status = 'ended' THEN NULL ELSE account.details END
  `.execute(trx);
}

const nobody = {
  email: '',
  email_canonical: '',
  status: 'ended',
  reason: '',
  valid_from: null,
  valid_until: null,
  contact_active: false,
  contact_number: '',
  contact_name: '',
  person_name: '',
  contact_types: [],
  price_group: '',
  language: '',
  deletion_refused: null,
};
