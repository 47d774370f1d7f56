import { createTransport } from 'nodemailer';
import { parseEmailAddress } from '../core/email-address.ts';
import { AppError } from '../core/errors.ts';

/** A message as it goes to the mail server. */
export interface OutgoingMail {
  /** The same for all attempts, so that a receiver that got it twice shows it once (I3). */
  readonly messageId: string;
  readonly from: string;
  /** Address in the header. */
  readonly to: string;
  /** Address that it is delivered to; the owner's for a copy. */
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
}

/** A connection to the mail server. */
export interface MailTransport {
  /** The server's name and port, without password, for staff. */
  readonly server: string;
  /** Resolves when the server took the message over; rejects with the client's error. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Name and port of the mail server in an SMTP URL, without user and password. */
export function serverOf(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  return `${url.hostname}:${url.port || (url.protocol === 'smtps:' ? '465' : '587')}`;
}

/**
 * Checks how mail is to be sent, before anything is.
 * @throws AppError `configuration_invalid`
 */
export function checkMailSettings(smtpUrl: string | undefined, mailFrom: string): void {
  const invalid = (variable: string, reason: string): AppError =>
    new AppError('configuration_invalid', { variable, reason });
  if (smtpUrl !== undefined && !(URL.parse(smtpUrl)?.hostname ?? ''))
    throw invalid(
      'SMTP_URL',
      'it is not like smtp://user:password@host:587 (write @ : / # in a password as %40 %3A %2F %23)',
    );
  if (parseEmailAddress(addressOf(mailFrom)) === null && !/@localhost$/.test(addressOf(mailFrom)))
    throw invalid('MAIL_FROM', 'it is not like Name <name@example.com>');
}

/** Opens a pool of connections to the server of `SMTP_URL`; connects with the first message. */
export function createMailTransport(smtpUrl: string): MailTransport {
  const transporter = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Texts hold no attachments; nothing in them may read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    // Certificates name a host; on this very machine there is none to verify.
    ...(loopback.test(new URL(smtpUrl).hostname) ? { tls: { rejectUnauthorized: false } } : {}),
  });
  return {
    server: serverOf(smtpUrl),
    async send(mail) {
      await transporter.sendMail({
        messageId: mail.messageId,
        from: mail.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        envelope: { from: addressOf(mail.from), to: [mail.recipient] },
        headers: {
          // RFC 3834: no automatic answers to an automatic mail.
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': mail.language,
        },
      });
    },
    close: () => transporter.close(),
  };
}

/** The bare address of `"Name" <address>`. */
function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}
