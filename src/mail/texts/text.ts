import type { MailEvent } from '../../core/website.ts';

/** A mail's text as the owner can edit it: plain lines with Liquid placeholders (core/mail-placeholders). */
export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/** A text for each event. */
export type MailTexts = Readonly<Record<MailEvent, MailText>>;
