import { expect } from 'vitest';
import type { ReceivedMail, TestSmtpServer } from '../support/smtp-server.ts';

/** Waits until the mail server took the `count`-th mail to this address, and no more than that; returns it. */
export async function mailTo(smtp: TestSmtpServer, address: string, count: number): Promise<ReceivedMail> {
  const received = () => smtp.mails.filter((mail) => mail.recipients.includes(address));
  await expect.poll(() => received().length, { timeout: 15_000, interval: 50 }).toBeGreaterThanOrEqual(count);
  expect(received().map((mail) => mail.parsed.subject)).toHaveLength(count);
  const mail = received().at(-1);
  if (mail === undefined) throw new Error(`No mail came to ${address}.`);
  return mail;
}

/** The link in a mail's plain text that leads to the website (case 21). */
export function linkIn(mail: ReceivedMail, websiteUrl: string): string {
  const links = (mail.parsed.text ?? '').match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((candidate) => candidate.startsWith(`${websiteUrl}/_gate/`));
  if (link === undefined) throw new Error(`No link to ${websiteUrl} in: ${mail.parsed.text}`);
  return link;
}
