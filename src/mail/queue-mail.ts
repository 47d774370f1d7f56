import type { Selectable, Transaction } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { parseEmailAddress } from '../core/email-address.ts';
import { newId } from '../core/uuid.ts';
import type { MailEvent } from '../core/website.ts';
import { insertEvents, type NewEventRow } from '../database/event-outbox.ts';
import type { GateTables, MailTable } from '../database/gate-tables.ts';
import { notify } from '../database/notify.ts';
import { mailNews } from './mail-news.ts';
import { type MailLinks, type MailSettings, oneLine, renderMail } from './render.ts';

/** Channel that wakes the mail workers. */
export const mailChannel = 'gatehouse_gate_mail';
/** Rows in one statement; PostgreSQL takes at most 65,535 parameters. */
const rowsAtOnce = 1000;
/** R8, R13: events of which the owner receives a copy. */
const copiedEvents: readonly MailEvent[] = ['pending', 'approved', 'declined', 'blocked', 'ended'];

/** A mail to be sent. */
export interface MailRequest {
  readonly website: { readonly id: string; readonly companyId: string; readonly settings: MailSettings };
  readonly event: MailEvent;
  /** The person's language; where we don't speak it, the website's is taken. */
  readonly language: string;
  /** Address as typed (case 12). */
  readonly to: string;
  readonly name: string;
  /** Address that the person signs in with, where it is not `to`. */
  readonly email?: string;
  readonly accountId?: string | null;
  /** Revision of the account that causes the mail: a second mail for the same change is not made (I3). */
  readonly accountRevision?: number | null;
  readonly publicationId?: string | null;
  readonly links: MailLinks;
  readonly reason?: string;
  /** What was changed, for `sign_in_changed`, in the language of the mail. */
  readonly detail?: string;
}

/**
 * Queues a mail in the transaction of what causes it, tells the office and wakes the workers at commit (I3).
 * Returns its id. Call it as late in the transaction as can be (see `insertEvents`).
 */
export async function queueMail(
  trx: Transaction<GateTables>,
  clock: Clock,
  request: MailRequest,
): Promise<string> {
  const [id] = await queueMails(trx, clock, [request]);
  if (id !== undefined) return id;
  const { id: earlier } = await trx
    .selectFrom('mail')
    .select('id')
    .where('website_id', '=', request.website.id)
    .where('account_id', '=', request.accountId ?? null)
    .where('account_revision', '=', request.accountRevision ?? null)
    .where('event', '=', request.event)
    .executeTakeFirstOrThrow();
  return earlier;
}

/**
 * Queues many mails, as a publication causes them. Returns the ids of those that were made; one that had been
 * made for the same change before is left as it is.
 */
export async function queueMails(
  trx: Transaction<GateTables>,
  clock: Clock,
  requests: readonly MailRequest[],
): Promise<string[]> {
  if (requests.length === 0) return [];
  const now = clock.now();
  const setup = await trx.selectFrom('mail_setup').selectAll().executeTakeFirstOrThrow();
  const ids: string[] = [];
  for (let start = 0; start < requests.length; start += rowsAtOnce) {
    const rows = requests
      .slice(start, start + rowsAtOnce)
      .map((request) => mailRow(request, setup.from_address, now));
    const made = await trx
      .insertInto('mail')
      .values(rows.map((row) => ({ ...row, secret_links: JSON.stringify(row.secret_links) })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    const madeIds = new Set(made.map(({ id }) => id));
    const news: NewEventRow[] = rows
      .filter((row) => madeIds.has(row.id))
      .map((row) => mailNews(row, setup.configured));
    if (news.length > 0) await insertEvents(trx, now, news);
    ids.push(...madeIds);
  }
  await notify(trx, mailChannel);
  return ids;
}

function mailRow(request: MailRequest, fallbackFrom: string, now: Date): Selectable<MailTable> {
  const { website, links } = request;
  const mail = renderMail({
    event: request.event,
    language: request.language,
    website: website.settings,
    name: request.name,
    email: request.email ?? request.to,
    links,
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    ...(request.detail === undefined ? {} : { detail: request.detail }),
  });
  const id = newId();
  const from = senderOf(website.settings, fallbackFrom);
  return {
    id,
    company_id: website.companyId,
    website_id: website.id,
    account_id: request.accountId ?? null,
    account_revision: request.accountRevision ?? null,
    publication_id: request.publicationId ?? null,
    event: request.event,
    language: mail.language,
    message_id: `<${id}@${messageDomain(from)}>`,
    from_address: from,
    to_address: oneLine(request.to),
    bcc_address: copiedEvents.includes(request.event) ? copyAddress(website.settings.copyTo) : '',
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    state: 'waiting',
    attempts: 0,
    error: null,
    notice: mail.broken === null ? null : standardTextNotice(mail.language, mail.broken),
    created_at: now,
    next_attempt_at: now,
    locked_until: null,
    delivered_at: null,
    sent_at: null,
    secret_links: [links.verify, links.setPassword, links.reset, links.signInLink, links.progress].filter(
      (link) => link !== undefined,
    ),
  };
}

/** Case 27: a broken stored text falls back to the standard one and says so. */
function standardTextNotice(language: string, problem: string): string {
  return language === 'nl'
    ? `Uw eigen tekst kon niet worden gebruikt; de standaardtekst is gebruikt (${problem})`
    : `Your own text could not be used; the standard text was taken (${problem})`;
}

/** The sender of a website's mail, quoted for a header (RFC 5322 §3.4), or the installation's (R8). */
function senderOf(settings: MailSettings, fallback: string): string {
  const address = parseEmailAddress(settings.senderEmail)?.typed;
  if (address === undefined) return fallback;
  const name = oneLine(settings.senderName || settings.name);
  return name === '' ? address : `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`;
}

function copyAddress(address: string): string {
  return parseEmailAddress(address)?.typed ?? '';
}

/** The part of a Message-ID behind the @: the sender's domain (RFC 5322 §3.6.4). */
function messageDomain(from: string): string {
  return /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1]?.toLowerCase() ?? 'gatehouse.invalid';
}
