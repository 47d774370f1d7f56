import { sql } from 'kysely';
import { erasedMark } from '../../core/erased.ts';
import type { AccountContent } from '../accounts/account-content.ts';
import type { OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';
import { eraseAuditLines } from './erase-audit-lines.ts';
import { rememberAddresses } from './erased-addresses.ts';

/** All by which something of a person is found in the office. */
export interface Traces {
  readonly companyId: string;
  /** Websites on which the addresses are erased. */
  readonly websiteIds: readonly string[];
  /** Accounts that ended there, whose end the gate has. */
  readonly accountIds: readonly string[];
  readonly personIds: readonly string[];
  /** Contacts that are gone whole. */
  readonly contactIds: readonly string[];
  /** As typed in small letters, and in canonical form. */
  readonly addresses: readonly string[];
  /** What came later under one of the addresses is a new acquaintance’s. */
  readonly until: Date;
}

/**
 * Erases a person from everything that the office keeps beside the register itself (case 37): applications, mails,
 * events set aside, sign-ins, changes that a rollback could bring back, plans of publications, and the audit log. Rows
 * that others refer to stay without personal data. Done twice it changes nothing.
 */
export async function eraseTraces(trx: OfficeTransaction, at: Date, traces: Traces): Promise<void> {
  const { companyId, websiteIds, accountIds, personIds, contactIds, addresses } = traces;
  const applicationIds = await eraseApplications(trx, at, traces);
  const mailIds = await eraseMails(trx, at, traces);
  await forgetSetAside(trx, traces);
  await eraseAccounts(trx, at, traces);
  await erasePlans(trx, traces);
  await eraseAuditLines(trx, at, {
    companyId,
    subjectIds: [...accountIds, ...personIds, ...contactIds, ...applicationIds, ...mailIds],
    contactIds,
    websiteIds,
    addresses,
  });
  await rememberAddresses(trx, at, traces);
  for (const topic of ['accounts', 'applications', 'audit', 'mails'] as const) {
    await announce(trx, companyId, topic);
  }
}

/** No account of somebody else: that one's mails and applications are not this person's, whatever the address. */
const noOther = (table: 'application' | 'mail', accountIds: readonly string[]) => sql`NOT EXISTS (
  SELECT FROM account AS other WHERE other.company_id = ${sql.ref(`${table}.company_id`)}
    AND other.id = ${sql.ref(`${table}.account_id`)} AND other.id <> ALL(${[...accountIds]}::uuid[])
    AND other.erased_at IS NULL)`;

/** Of an application stays that there was one, and what was decided. One that still waits is closed. */
async function eraseApplications(trx: OfficeTransaction, at: Date, traces: Traces): Promise<string[]> {
  const { companyId, websiteIds, accountIds, contactIds, addresses, until } = traces;
  const { rows } = await sql<{ id: string }>`
    UPDATE application SET email = '', email_canonical = '', erased_at = ${at}::timestamptz,
      data = (SELECT coalesce(jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) = 'array' THEN '[]'::jsonb ELSE '""' END), '{}')
        FROM jsonb_each(data)),
      match = '{"contactId":null,"provenContactId":null,"candidates":[]}',
      decision = decision || '{"reason":""}',
      decided_by = CASE WHEN kind = 'deletion' AND state = 'imported' THEN ${erasedMark}
        WHEN state IN ('open', 'review_link') THEN 'Gatehouse' ELSE decided_by END,
      decided_at = coalesce(decided_at, ${at}::timestamptz),
      state = CASE WHEN state IN ('open', 'review_link') THEN 'declined' ELSE state END,
      version = version + 1
    WHERE company_id = ${companyId} AND erased_at IS NULL AND id IN (
      SELECT id FROM application
      WHERE company_id = ${companyId} AND account_id = ANY(${[...accountIds]}::uuid[])
      UNION ALL
      SELECT id FROM application
      WHERE company_id = ${companyId} AND contact_id = ANY(${[...contactIds]}::uuid[])
      UNION ALL
      SELECT id FROM application
      WHERE company_id = ${companyId} AND website_id = ANY(${[...websiteIds]}::uuid[])
        AND email_canonical = ANY(${[...addresses]}::text[]) AND received_at <= ${until}::timestamptz
        AND ${noOther('application', accountIds)})
    RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}

async function eraseMails(trx: OfficeTransaction, at: Date, traces: Traces): Promise<string[]> {
  const { companyId, websiteIds, accountIds, addresses, until } = traces;
  const { rows } = await sql<{ id: string }>`
    UPDATE mail SET ${noMail}, erased_at = ${at}::timestamptz
    WHERE company_id = ${companyId} AND erased_at IS NULL AND id IN (
      SELECT id FROM mail WHERE company_id = ${companyId} AND account_id = ANY(${[...accountIds]}::uuid[])
      UNION ALL
      SELECT id FROM mail
      WHERE company_id = ${companyId} AND website_id = ANY(${[...websiteIds]}::uuid[])
        AND lower(to_address) = ANY(${[...addresses]}::text[]) AND created_at <= ${until}::timestamptz
        AND ${noOther('mail', accountIds)})
    RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Of a mail stays its kind, how it went and when. What a mail server says of a failure names the address. */
export const noMail = sql`to_address = '', subject = '', text = '', html = '', error = left(error, 0)`;

/** What was fetched and not taken in yet. Few rows wait for a company, so that their texts can be looked through. */
async function forgetSetAside(trx: OfficeTransaction, traces: Traces): Promise<void> {
  const { companyId, websiteIds, accountIds, addresses, until } = traces;
  await sql`
    DELETE FROM retrieved_event
    WHERE company_id = ${companyId} AND (
      event ->> 'accountId' = ANY(${[...accountIds]}::text[])
      OR (website_id = ANY(${[...websiteIds]}::uuid[])
        AND (lower(event ->> 'email') = ANY(${[...addresses]}::text[])
          OR lower(event ->> 'to') = ANY(${[...addresses]}::text[]))
        AND (event ->> 'at')::timestamptz <= ${until}::timestamptz))`.execute(trx);
}

/** What is left of an account is its id and that it ended. Nothing goes back to what it was before. */
async function eraseAccounts(trx: OfficeTransaction, at: Date, traces: Traces): Promise<void> {
  const { companyId, websiteIds } = traces;
  const accountIds = [...traces.accountIds];
  if (accountIds.length === 0) return;
  await trx
    .updateTable('account')
    .set({
      contact_id: null,
      person_id: null,
      email: '',
      email_canonical: '',
      email_verified_at: null,
      reason: '',
      valid_from: null,
      valid_until: null,
      deletion_refused: null,
      last_signed_in_at: null,
      published: JSON.stringify(nobody),
      erased_at: at,
      version: sql<number>`version + 1`,
      updated_at: at,
    })
    .where('company_id', '=', companyId)
    .where('id', 'in', accountIds)
    .where('ended_at', 'is not', null)
    .execute();
  await trx
    .deleteFrom('account_change')
    .where('company_id', '=', companyId)
    .where('account_id', 'in', accountIds)
    .execute();
  if (websiteIds.length === 0) return;
  await trx
    .deleteFrom('sign_in')
    .where('company_id', '=', companyId)
    .where('website_id', 'in', [...websiteIds])
    .where('account_id', 'in', accountIds)
    .execute();
}

/** What `contentOfAccount` says of an account that was erased. */
const nobody: AccountContent = {
  status: 'ended',
  email: '',
  reason: '',
  validFrom: null,
  validUntil: null,
  contactId: null,
  personId: null,
  contactActive: false,
  contactNumber: '',
  contactName: '',
  personName: '',
  contactTypes: [],
  priceGroup: '',
  language: '',
};

/** The lines that publications kept of them; found by `publication_by_account`, with their numbers left as they are. */
async function erasePlans(trx: OfficeTransaction, traces: Traces): Promise<void> {
  const { companyId, accountIds, contactIds } = traces;
  const wanted = [
    ...accountIds.map((accountId) => JSON.stringify([{ accountId }])),
    ...contactIds.map((id) => JSON.stringify([{ contact: { id } }])),
  ];
  for (const line of wanted) {
    await sql`
      UPDATE publication SET plan = jsonb_set(plan, '{lines}', (
        SELECT jsonb_agg(CASE WHEN NOT jsonb_build_array(line) @> ${line}::jsonb THEN line ELSE line
            || jsonb_build_object('email', ${erasedMark}::text, 'contact', NULL,
              'to', line -> 'to' || jsonb_build_object('email', ${erasedMark}::text))
            || CASE WHEN jsonb_typeof(line -> 'from') = 'object' THEN jsonb_build_object('from',
              line -> 'from' || jsonb_build_object('email', ${erasedMark}::text)) ELSE '{}' END
            || CASE WHEN jsonb_typeof(line -> 'mail') = 'object' THEN jsonb_build_object('mail',
              line -> 'mail' || jsonb_build_object('to', ${erasedMark}::text)) ELSE '{}' END
          END ORDER BY place)
        FROM jsonb_array_elements(plan -> 'lines') WITH ORDINALITY AS listed(line, place)))
      WHERE company_id = ${companyId} AND plan -> 'lines' @> ${line}::jsonb`.execute(trx);
  }
}
