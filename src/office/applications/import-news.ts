import { sql } from 'kysely';
import type { EventV1, ReceivedEvent } from '../../contract/link.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { importSecurityEvents } from '../audit/import-security-events.ts';
import type { OfficeTransaction } from '../context.ts';
import { eraseLateMails } from '../erasing/erase-late-mails.ts';
import { announce } from '../live/announce.ts';

/** Events that only tell what happened at the gate; nothing has to be decided about them. */
export type News = Extract<EventV1, { type: 'mailV1' | 'signedInV1' | 'emailVerifiedV1' | 'securityV1' }>;
type MailEvent = Extract<EventV1, { type: 'mailV1' }>;
const newsTypes: readonly EventV1['type'][] = ['mailV1', 'signedInV1', 'emailVerifiedV1', 'securityV1'];

export function isNews(event: ReceivedEvent): event is News {
  return newsTypes.some((type) => type === event.type);
}

/**
 * Takes in news in their order, many in a few statements: states of mails, sign-ins, verified addresses, security
 * events. What names a
 * website that this gate doesn't serve for this company is left out (I8).
 */
export async function importNews(
  trx: OfficeTransaction,
  gateId: string,
  news: readonly News[],
): Promise<void> {
  const mails = new Map<string, MailEvent>();
  for (const event of news)
    if (event.type === 'mailV1') mails.set(`${event.companyId} ${event.mailId}`, event);
  if (mails.size > 0) await importMails(trx, gateId, [...mails.values()]);
  const signIns = news.filter((event) => event.type === 'signedInV1');
  if (signIns.length > 0) await importSignIns(trx, gateId, signIns);
  const verified = news.flatMap((event) =>
    event.type === 'emailVerifiedV1' ? [{ ...event, email: canonicalEmail(event.email) ?? event.email }] : [],
  );
  if (verified.length > 0) await importVerifications(trx, gateId, verified);
  await importSecurityEvents(
    trx,
    gateId,
    news.filter((event) => event.type === 'securityV1'),
  );
  for (const companyId of new Set(news.map((event) => event.companyId))) {
    if (mails.size > 0) await announce(trx, companyId, 'mails');
    if (signIns.length + verified.length > 0) await announce(trx, companyId, 'accounts');
  }
}

const ofThisGate = (gateId: string) => sql`EXISTS (SELECT FROM website
  WHERE website.company_id = "companyId" AND website.id = "websiteId" AND website.gate_id = ${gateId})`;

async function importMails(
  trx: OfficeTransaction,
  gateId: string,
  mails: readonly MailEvent[],
): Promise<void> {
  await sql`
    INSERT INTO mail (company_id, id, website_id, account_id, event, language, from_address, to_address, subject,
      text, html, state, error, attempts, created_at, sent_at, next_attempt_at)
    SELECT "companyId", "mailId", "websiteId", "accountId", event, language, "from", "to", subject, text, html, state,
      error, attempts, "createdAt", "sentAt", "nextAttemptAt"
    FROM jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) AS told("companyId" uuid, "mailId" uuid, "websiteId" uuid,
      "accountId" uuid, event text, language text, "from" text, "to" text, subject text, text text, html text,
      state text, error text, attempts integer, "createdAt" timestamptz, "sentAt" timestamptz,
      "nextAttemptAt" timestamptz)
    WHERE ${ofThisGate(gateId)}
    ON CONFLICT (company_id, id) DO UPDATE SET
      text = excluded.text, html = excluded.html, subject = excluded.subject, to_address = excluded.to_address,
      from_address = excluded.from_address, state = excluded.state, error = excluded.error,
      attempts = excluded.attempts, sent_at = excluded.sent_at, next_attempt_at = excluded.next_attempt_at
    WHERE mail.website_id = excluded.website_id`.execute(trx);
  await eraseLateMails(trx, mails);
}

async function importSignIns(
  trx: OfficeTransaction,
  gateId: string,
  signIns: readonly News[],
): Promise<void> {
  const rows = JSON.stringify(signIns);
  const told = sql`jsonb_to_recordset(${rows}::jsonb)
    AS told("companyId" uuid, "websiteId" uuid, "accountId" uuid, at timestamptz)`;
  await sql`
    INSERT INTO sign_in (company_id, website_id, account_id, at)
    SELECT "companyId", "websiteId", "accountId", at FROM ${told} WHERE ${ofThisGate(gateId)}
      AND NOT EXISTS (SELECT FROM account WHERE account.company_id = "companyId" AND account.id = "accountId"
        AND account.erased_at IS NOT NULL)
    ON CONFLICT DO NOTHING`.execute(trx);
  await sql`
    UPDATE account SET last_signed_in_at = greatest(account.last_signed_in_at, newest.at)
    FROM (SELECT "companyId", "websiteId", "accountId", max(at) AS at FROM ${told}
      WHERE ${ofThisGate(gateId)} GROUP BY 1, 2, 3) AS newest
    WHERE account.company_id = newest."companyId" AND account.website_id = newest."websiteId"
      AND account.id = newest."accountId" AND account.erased_at IS NULL`.execute(trx);
}

async function importVerifications(
  trx: OfficeTransaction,
  gateId: string,
  verified: readonly News[],
): Promise<void> {
  await sql`
    UPDATE account SET email_verified_at = told.at
    FROM jsonb_to_recordset(${JSON.stringify(verified)}::jsonb)
      AS told("companyId" uuid, "websiteId" uuid, "accountId" uuid, email text, at timestamptz)
    WHERE account.company_id = told."companyId" AND account.website_id = told."websiteId"
      AND account.id = told."accountId" AND account.email_canonical = told.email
      AND account.email_verified_at IS NULL AND ${ofThisGate(gateId)}`.execute(trx);
}
