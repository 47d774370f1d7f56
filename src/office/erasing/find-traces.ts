import { sql } from 'kysely';
import { canonicalEmail } from '../../core/email-address.ts';
import type { OfficeTransaction } from '../context.ts';
import type { Traces } from './erase-traces.ts';

/** Access that ended is gone once its gate has that, or the whole website. For a query on `account` and `website`. */
export const isGone = sql<boolean>`(account.ended_at IS NOT NULL AND (account.published->>'status' = 'ended'
  OR (website.removed_at IS NOT NULL AND website.published_settings->>'removed' = 'true')))`;

/** Whom to erase: ids of accounts that are gone, and of what goes from the register with them. */
export interface Erased {
  readonly companyId: string;
  readonly accountIds: readonly string[];
  readonly personIds?: readonly string[];
  readonly contactIds?: readonly string[];
  /** Addresses of the register, as typed. */
  readonly addresses?: readonly string[];
  /** Websites on which these addresses are erased too; those of the accounts are known. */
  readonly websiteIds?: readonly string[];
  readonly until: Date;
}

/**
 * All by which something of a person is found: the addresses that their accounts and applications ever had. An address
 * that somebody else has access with stays that one’s (case 10).
 */
export async function findTraces(trx: OfficeTransaction, erased: Erased): Promise<Traces> {
  const { companyId, until } = erased;
  const accountIds = [...erased.accountIds];
  const contactIds = [...(erased.contactIds ?? [])];
  const { rows } = await sql<{ website_id: string | null; email: string | null }>`
    SELECT website_id, email FROM account WHERE company_id = ${companyId} AND id = ANY(${accountIds}::uuid[])
    UNION
    SELECT website_id, state->>'email' FROM account_change, LATERAL (VALUES (before), (after)) AS told(state)
    WHERE company_id = ${companyId} AND account_id = ANY(${accountIds}::uuid[])
    UNION
    SELECT website_id, email FROM application WHERE company_id = ${companyId}
      AND account_id = ANY(${accountIds}::uuid[])
    UNION
    SELECT website_id, email FROM application WHERE company_id = ${companyId}
      AND contact_id = ANY(${contactIds}::uuid[])`.execute(trx);
  const typed = [...(erased.addresses ?? []), ...rows.map(({ email }) => email)];
  const addresses = await withoutOthers(trx, companyId, accountIds, formsOf(typed));
  const told = new Set([...(erased.websiteIds ?? []), ...rows.map((row) => row.website_id)]);
  const websiteIds = [...told].filter((id) => id !== null);
  return {
    companyId,
    accountIds: [...accountIds, ...(await findDeleted(trx, companyId, websiteIds, addresses))],
    contactIds,
    personIds: erased.personIds ?? [],
    addresses,
    websiteIds,
    until,
  };
}

/** As typed in small letters, and in the one form in which addresses are compared (case 11). */
function formsOf(typed: readonly (string | null)[]): string[] {
  const forms = typed.flatMap((email) => [
    (email ?? '').trim().toLowerCase(),
    canonicalEmail(email ?? '') ?? '',
  ]);
  return [...new Set(forms)].filter((form) => form !== '');
}

async function withoutOthers(
  trx: OfficeTransaction,
  companyId: string,
  accountIds: readonly string[],
  addresses: readonly string[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const taken = await trx
    .selectFrom('account')
    .select(['email', 'email_canonical'])
    .where('company_id', '=', companyId)
    .where('email_canonical', 'in', [...addresses])
    .where('ended_at', 'is', null)
    .where('id', '<>', sql<string>`ALL(${[...accountIds]}::uuid[])`)
    .execute();
  const others = new Set(formsOf(taken.flatMap((row) => [row.email, row.email_canonical])));
  return addresses.filter((address) => !others.has(address));
}

/** Accounts that were deleted with their removal, as no gate ever knew them: only the audit log tells of them. */
async function findDeleted(
  trx: OfficeTransaction,
  companyId: string,
  websiteIds: readonly string[],
  addresses: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT subject_id AS id FROM audit_event
    WHERE company_id = ${companyId} AND website_id = ANY(${[...websiteIds]}::uuid[])
      AND subject_kind = 'account' AND actor_kind <> 'visitor' AND subject_id IS NOT NULL
      AND lower(split_part(subject_name, ' · ', 1)) = ANY(${[...addresses]}::text[])
      AND NOT EXISTS (SELECT FROM account WHERE account.company_id = audit_event.company_id
        AND account.id = audit_event.subject_id)`.execute(trx);
  return rows.map(({ id }) => id);
}
