import { oc } from '@orpc/contract';
import { z } from 'zod';
import { id, line, ofCompany, page, paging, timestamp } from './common.ts';
import { visitorLanguage } from './website-settings.ts';
import { mailEvent } from './websites.ts';

export const mailState = z.enum(['waiting', 'sending', 'sent', 'failed']);

/** A mail of the gate as the office knows it through the link. */
export const mail = z.object({
  id,
  website: z.object({ id, name: z.string() }),
  event: mailEvent,
  language: visitorLanguage,
  to: z.string(),
  contact: z.object({ id, name: z.string() }).nullable(),
  subject: z.string(),
  state: mailState,
  /** Why it waits or failed, as the mail server said it. */
  error: z.string().nullable(),
  attempts: z.number().int(),
  createdAt: timestamp,
  sentAt: timestamp.nullable(),
  nextAttemptAt: timestamp.nullable(),
});
export type Mail = z.infer<typeof mail>;

export const mailsContract = {
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/mails' })
    .input(
      ofCompany.extend({
        ...paging.shape,
        state: mailState.optional(),
        websiteId: id.optional(),
        search: line(200).optional(),
      }),
    )
    .output(page(mail)),
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/mails/{mailId}' })
    .input(ofCompany.extend({ mailId: id }))
    .output(mail.extend({ from: z.string(), text: z.string(), html: z.string() })),
  /** Sends again a mail that failed or waits; the same Message-ID (I3). */
  resend: oc
    .route({ method: 'POST', path: '/companies/{companyId}/mails/{mailId}/resend' })
    .input(ofCompany.extend({ mailId: id }))
    .output(mail),
  status: oc
    .route({ method: 'GET', path: '/companies/{companyId}/mail-status' })
    .input(ofCompany)
    .output(
      z.object({ configured: z.boolean(), server: z.string().nullable(), lastError: z.string().nullable() }),
    ),
};
