import { sql } from 'kysely';
import type { EventV1 } from '../../contract/link.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { erasedMark } from '../../core/erased.ts';
import { gateEvents, officeEvents } from '../../core/security-events.ts';
import { systemActor } from '../applications/application-row.ts';
import type { OfficeTransaction } from '../context.ts';
import { announce } from '../live/announce.ts';

export type SecurityEvent = Extract<EventV1, { type: 'securityV1' }>;

/**
 * Writes what happened around visitors' sign-in into the audit log, many in one statement (GATE.md: logs hold every
 * security event). Each stands there under the id that the gate gave it, so that one that comes twice is there once
 * (I5). It is about the account, by its id or the address, where the office knows it, and then on its contact's
 * timeline; else about the website.
 * Of somebody who was erased meanwhile it tells what happened, and neither who nor from where (case 37).
 * What names a website that this gate doesn't serve for this company is left out (I8).
 */
export async function importSecurityEvents(
  trx: OfficeTransaction,
  gateId: string,
  events: readonly SecurityEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const told = JSON.stringify(events.map(rowOf));
  await sql`
    INSERT INTO audit_event (company_id, id, at, actor_kind, actor_name, action, website_id,
      subject_kind, subject_id, subject_name, contact_id, after, erased_at)
    SELECT website.company_id, told.id, told.at, told."actorKind",
      CASE WHEN erased.is_so AND told."actorKind" = 'visitor' THEN ${erasedMark} ELSE told."actorName" END,
      told.action, website.id,
      CASE WHEN account.id IS NULL THEN 'website' ELSE 'account' END,
      coalesce(account.id, website.id),
      concat_ws(' · ', CASE WHEN account.erased_at IS NULL THEN account.email ELSE ${erasedMark} END, website.name),
      account.contact_id,
      CASE WHEN erased.is_so THEN told.after - ARRAY['network', 'detail'] ELSE told.after END,
      CASE WHEN erased.is_so THEN now() END
    FROM jsonb_to_recordset(${told}::jsonb) AS told(id uuid, at timestamptz, "companyId" uuid, "websiteId" uuid,
      "accountId" uuid, "emailCanonical" text, "actorKind" text, "actorName" text, action text, after jsonb)
    JOIN website ON website.company_id = told."companyId" AND website.id = told."websiteId"
      AND website.gate_id = ${gateId}
    LEFT JOIN account ON account.company_id = website.company_id AND account.website_id = website.id
      AND account.id = coalesce(told."accountId", (SELECT of_address.id FROM account AS of_address
        WHERE of_address.company_id = website.company_id AND of_address.website_id = website.id
          AND of_address.email_canonical = nullif(told."emailCanonical", '') AND of_address.ended_at IS NULL))
    CROSS JOIN LATERAL (SELECT account.erased_at IS NOT NULL OR (account.id IS NULL
      AND EXISTS (SELECT FROM erased_address WHERE erased_address.company_id = website.company_id
        AND erased_address.website_id = website.id AND told."emailCanonical" <> ''
        AND erased_address.hash = office.address_hash(website.id, told."emailCanonical"))) AS is_so) AS erased
    ON CONFLICT (company_id, id) DO NOTHING`.execute(trx);
  for (const companyId of new Set(events.map((event) => event.companyId)))
    await announce(trx, companyId, 'audit');
}

function rowOf({ id, at, companyId, websiteId, accountId, email, event, ...what }: SecurityEvent) {
  const action = `visitor.${event}`; // also one that a newer gate tells of and we have no words for
  const emailCanonical = canonicalEmail(email) ?? '';
  // Which colleague it was the office wrote down itself.
  const actor = [...officeEvents, ...gateEvents].some((known) => known === event)
    ? systemActor
    : { kind: 'visitor', name: email };
  const who = { accountId, emailCanonical, actorKind: actor.kind, actorName: actor.name };
  return { id, at, companyId, websiteId, ...who, action, after: afterOf(what) };
}

/** What there is to say beyond who and what: how often and since when, from which network, by which means. */
function afterOf({
  count,
  since,
  network,
  detail,
}: Pick<SecurityEvent, 'count' | 'since' | 'network' | 'detail'>): Record<string, unknown> {
  return {
    count,
    ...(since === null ? {} : { since }),
    ...(network === '' ? {} : { network }),
    ...(detail === '' ? {} : { detail }),
  };
}
