import type { Selectable } from 'kysely';
import type { NewEventRow } from '../database/event-outbox.ts';
import type { MailTable } from '../database/gate-tables.ts';
import { escapeHtml } from './html.ts';

/** Stands in the body where a link with a token was. */
const masked = '…';

/**
 * What the office is told of a mail (the link's mailV1). Where mail is sent, links with a token are masked: the
 * office needs to show the mail, not to use it. While no mail server is set up the body is whole, so that staff can
 * pass the link on.
 */
export function mailNews(mail: Selectable<MailTable>, mailConfigured: boolean): NewEventRow {
  const body = mailConfigured ? maskedBody(mail) : mail;
  return {
    type: 'mailV1',
    companyId: mail.company_id,
    websiteId: mail.website_id,
    data: {
      mailId: mail.id,
      accountId: mail.account_id,
      event: mail.event,
      language: mail.language,
      from: mail.from_address,
      to: mail.to_address,
      subject: mail.subject,
      text: body.text,
      html: body.html,
      state: mail.state,
      error: mail.error ?? mail.notice,
      attempts: mail.attempts,
      createdAt: mail.created_at.toISOString(),
      sentAt: mail.sent_at?.toISOString() ?? null,
      nextAttemptAt: mail.state === 'waiting' ? mail.next_attempt_at.toISOString() : null,
    },
  };
}

/** The body of a mail without its tokens, for the owner's copy, the office, and what is kept after sending. */
export function maskedBody(mail: Pick<Selectable<MailTable>, 'text' | 'html' | 'secret_links'>): {
  text: string;
  html: string;
} {
  return secretLinks(mail.secret_links).reduce(
    ({ text, html }, link) => {
      const safe = `${link.split(/[?#]/, 1)[0]}?${masked}`;
      return {
        text: text.replaceAll(link, safe),
        html: html.replaceAll(escapeHtml(link), escapeHtml(safe)),
      };
    },
    { text: mail.text, html: mail.html },
  );
}

function secretLinks(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((link) => typeof link === 'string' && link !== '') : [];
}
