import { sql } from 'kysely';
import { z } from 'zod';
import { accountV1 } from '../../contract/link.ts';

/**
 * All that the gate is told of an account, and whose it is. Kept in `account.published` as it was sent, so that
 * what waits for publication is what differs from it.
 */
export const accountContent = accountV1.omit({ type: true, id: true, revision: true }).extend({
  contactId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
});
export type AccountContent = z.infer<typeof accountContent>;

const instant = (column: 'valid_from' | 'valid_until') =>
  sql`to_char(${sql.ref(`account.${column}`)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The content as one jsonb value. Needs `account`, `contact` and `contact_person` (left joined) in the query.
 * Read in one statement it is of one moment: a claim that changes later raises the account's revision
 * (`touchAccountsOfContact`), so that the next publication tells of it.
 */
export const contentOfAccount = sql<AccountContent>`(jsonb_build_object(
  'status', CASE WHEN account.ended_at IS NULL THEN account.status ELSE 'ended' END,
  'email', account.email,
  'reason', account.reason,
  'validFrom', ${instant('valid_from')},
  'validUntil', ${instant('valid_until')},
  'contactId', account.contact_id,
  'personId', account.person_id,
  'contactActive', coalesce(contact.active, false),
  'contactNumber', coalesce(contact.number, ''),
  'contactName', coalesce(contact.name, ''),
  'personName', coalesce(contact_person.name, ''),
  'contactTypes', to_jsonb(coalesce(contact.types, '{}')),
  'priceGroup', coalesce(contact.price_group, ''),
  'language', coalesce(contact.language, ''))
  || CASE WHEN account.deletion_refused IS NULL OR account.ended_at IS NOT NULL THEN '{}'
    ELSE jsonb_build_object('deletionRefused', account.deletion_refused) END)`;

/**
 * Whether a change of an account waits for Update website. Needs `website` in the query too. After a publication of
 * which we don't know how far it got, everything above the last known revision waits, also what was taken back since.
 */
export const accountIsUnpublished = sql<boolean>`(account.revision > website.published_revision AND (
  account.published IS NULL OR website.attempted_revision > website.published_revision
  OR account.published IS DISTINCT FROM ${contentOfAccount}))`;

/** The content that was published last, or null; what we wrote ourselves is checked all the same. */
export function readPublished(published: unknown): AccountContent | null {
  return published === null ? null : accountContent.parse(published);
}
