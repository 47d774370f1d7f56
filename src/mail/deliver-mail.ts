import type { Kysely, Selectable, Updateable } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { insertEvents } from '../database/event-outbox.ts';
import type { GateTables, MailTable } from '../database/gate-tables.ts';
import { withTransaction } from '../database/transaction.ts';
import { mailNews, maskedBody } from './mail-news.ts';
import { type MailFailure, mostAttempts, readMailFailure, retryDelayMs } from './retry.ts';
import type { MailTransport } from './transport.ts';

export interface DeliveryResult {
  readonly state: 'sent' | 'waiting' | 'failed';
  readonly error: string | null;
}

/**
 * Sends a claimed mail and notes what became of it: taken over by the mail server, refused for good, or to be tried
 * again later (case 24). The owner's copy is a message of its own, without links that would open the person's account.
 */
export async function deliverMail(
  db: Kysely<GateTables>,
  clock: Clock,
  transport: MailTransport,
  mail: Selectable<MailTable>,
): Promise<DeliveryResult> {
  try {
    let current = mail;
    if (current.delivered_at === null) {
      await transport.send({ ...messageOf(current), recipient: current.to_address });
      const delivered_at = clock.now();
      // Without a copy to send there is nothing to remember between the two.
      if (current.bcc_address !== '') await change(db, mail, { delivered_at });
      current = { ...current, delivered_at };
    }
    if (current.bcc_address !== '') await sendCopy(transport, current);
    await finish(db, clock, mail, sentState(current, clock.now()));
    return { state: 'sent', error: null };
  } catch (error) {
    const failure = readMailFailure(error);
    const state = failureState(mail, failure, clock.now());
    await finish(db, clock, mail, state);
    return { state: state.state, error: failure.reason };
  }
}

/** The copy is refused for good: the person has the mail, so it counts as sent. A passing trouble is tried again. */
async function sendCopy(transport: MailTransport, mail: Selectable<MailTable>): Promise<void> {
  try {
    await transport.send({ ...messageOf(mail), ...maskedBody(mail), recipient: mail.bcc_address });
  } catch (error) {
    if (!readMailFailure(error).permanent) throw error;
  }
}

function messageOf(mail: Selectable<MailTable>) {
  return {
    messageId: mail.message_id,
    from: mail.from_address,
    to: mail.to_address,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    language: mail.language,
  };
}

/** What has been sent is kept without its tokens. */
function sentState(mail: Selectable<MailTable>, now: Date) {
  const body = maskedBody(mail);
  return {
    state: 'sent',
    error: null,
    sent_at: now,
    delivered_at: mail.delivered_at,
    locked_until: null,
    text: body.text,
    html: body.html,
    secret_links: '[]',
  } as const;
}

function failureState(mail: Selectable<MailTable>, failure: MailFailure, now: Date) {
  const over = failure.permanent || mail.attempts >= mostAttempts;
  return {
    state: over ? 'failed' : 'waiting',
    error: failure.reason,
    locked_until: null,
    next_attempt_at: new Date(now.getTime() + retryDelayMs(mail.attempts)),
  } as const;
}

/** Writes the outcome and tells the office, in one transaction; nothing where another worker has the mail by now. */
async function finish(
  db: Kysely<GateTables>,
  clock: Clock,
  mail: Selectable<MailTable>,
  values: Updateable<MailTable>,
): Promise<void> {
  await withTransaction({ kysely: db }, async (trx) => {
    const row = await change(trx, mail, values);
    if (row !== undefined) await insertEvents(trx, clock.now(), [mailNews(row, true)]);
  });
}

async function change(
  db: Kysely<GateTables>,
  mail: Selectable<MailTable>,
  values: Updateable<MailTable>,
): Promise<Selectable<MailTable> | undefined> {
  return db
    .updateTable('mail')
    .set(values)
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .returningAll()
    .executeTakeFirst();
}
