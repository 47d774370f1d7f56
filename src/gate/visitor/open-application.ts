import type { ApplicationData } from '../../contract/applications.ts';
import type { Clock } from '../../core/clock.ts';
import type { VisitorLanguage } from '../../core/language.ts';
import { newId } from '../../core/uuid.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import type { GateTransaction } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { progressDays } from '../tokens/progress-links.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** Who asks for access, with an address that is proven. */
export interface Applicant {
  readonly email: string;
  readonly emailCanonical: string;
  readonly name: string;
  readonly language: VisitorLanguage;
  readonly data: ApplicationData;
}

/** What became of a request for access. */
export interface OpenedApplication {
  /** False where the address has an account already. */
  readonly opened: boolean;
  /** The secret of the private link to its progress, where people decide about it; else null. */
  readonly progress: string | null;
}

/**
 * Opens an application (R4, R5): a pending account, the news for the office, and, where the owner decides by
 * hand, the mail that says so, with a private link to see how far it is. Where the address has an account already, that
 * one stays as it is (case 3, case 16) and the office only hears that the address is proven. Call it last in the
 * transaction.
 */
export async function openApplication(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  applicant: Applicant,
): Promise<OpenedApplication> {
  const { id: websiteId, companyId, settings } = website;
  const accountId = newId();
  const inserted = await trx
    .insertInto('account')
    .values({
      website_id: websiteId,
      id: accountId,
      company_id: companyId,
      email: applicant.email,
      email_canonical: applicant.emailCanonical,
      status: 'pending',
      valid_from: null,
      valid_until: null,
      person_name: applicant.name,
      contact_name: applicant.data.companyName,
      language: applicant.language,
      revision: 0,
      snapshot_id: null,
      details: JSON.stringify(applicant.data),
      created_at: clock.now(),
    })
    .onConflict((conflict) =>
      conflict.columns(['website_id', 'email_canonical']).where('status', '<>', 'ended').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) {
    await tellVerified(trx, clock, website, applicant.emailCanonical);
    return { opened: false, progress: null };
  }
  let progress: string | null = null;
  if (settings.policy === 'manual' || settings.policy === 'known') {
    progress = await issueToken(trx, clock, {
      purpose: 'progress',
      websiteId,
      companyId,
      accountId,
      emailCanonical: applicant.emailCanonical,
      hours: progressDays * 24,
    });
    await queueMail(trx, clock, {
      website,
      event: 'pending',
      language: applicant.language,
      to: applicant.email,
      name: applicant.name,
      accountId,
      accountRevision: 0,
      links: { progress: visitorUrl(settings.publicUrl, 'progress', progress) },
    });
  }
  await appendEvent(trx, clock, {
    type: 'registrationV1',
    companyId,
    websiteId,
    data: { accountId, email: applicant.email, data: applicant.data },
  });
  return { opened: true, progress };
}

/**
 * Tells the office that the holder of this website's account has proven the address. Only of this website: on
 * another one the same address may be another contact's (case 15).
 */
export async function tellVerified(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  emailCanonical: string,
): Promise<void> {
  const account = await trx
    .selectFrom('account')
    .select(['id', 'email'])
    .where('website_id', '=', website.id)
    .where('email_canonical', '=', emailCanonical)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
  if (account === undefined) return;
  await appendEvent(trx, clock, {
    type: 'emailVerifiedV1',
    companyId: website.companyId,
    websiteId: website.id,
    data: { accountId: account.id, email: account.email },
  });
}
