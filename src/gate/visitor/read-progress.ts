import { sql } from 'kysely';
import { type ApplicationProgress, applicationProgress } from '../../core/application-progress.ts';
import { publishedStatuses } from '../../core/status.ts';
import type { Gate } from '../context.ts';
import { readDetails } from '../logins/find-account.ts';
import { peekToken } from '../tokens/claim-token.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { nameOf } from './handle-request.ts';

/**
 * What a progress link shows. The link may be forwarded, so this is all that it tells of a person: the name as typed,
 * and what the mail about the decision says too; no address, telephone number or customer number.
 */
export type Progress =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'known';
      readonly progress: Exclude<ApplicationProgress, { step: 'closed' }>;
      readonly askedAt: Date;
      readonly name: string;
      /** What those who decided said about it; empty while nobody did. */
      readonly reason: string;
      readonly validFrom: Date | null;
      readonly validUntil: Date | null;
    };

/**
 * Reads how far an application is, by its private link: as often as wanted, and changing nothing. The link goes with
 * the address that it was mailed to: of an application that was corrected to another it tells no more.
 */
export async function readProgress(
  gate: Pick<Gate, 'db' | 'clock'>,
  website: PublishedWebsite,
  token: string,
): Promise<Progress> {
  const wanted = { token, websiteId: website.id, purposes: ['progress'] as const };
  const link = await peekToken(gate.db, gate.clock, wanted);
  if (link.state === 'unknown') return { kind: 'unknown' };
  if (link.state !== 'live' || link.accountId === null) return { kind: 'closed' };
  const row = await gate.db
    .selectFrom('account')
    .select(['status', 'reason', 'valid_from', 'valid_until', 'contact_active', 'details'])
    .where('website_id', '=', website.id)
    .where('id', '=', link.accountId)
    .where('email_canonical', '=', link.emailCanonical)
    .executeTakeFirst();
  const status = publishedStatuses.find((one) => one === row?.status);
  if (row === undefined || status === undefined) return { kind: 'closed' };
  const account = {
    status,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.contact_active,
  };
  const isFetched = status !== 'pending' || !(await waitsForOffice(gate, website.id, link.accountId));
  const progress = applicationProgress(website.access, account, isFetched, gate.clock.now());
  if (progress.step === 'closed') return { kind: 'closed' };
  const details = readDetails(row.details);
  return {
    kind: 'known',
    progress,
    askedAt: link.createdAt,
    name: details === null ? '' : nameOf(details),
    reason: progress.step === 'decided' ? row.reason.trim() : '',
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  };
}

/** Whether the application still stands in the outbox, which the office empties as it takes over what is in it. */
async function waitsForOffice(
  { db }: Pick<Gate, 'db'>,
  websiteId: string,
  accountId: string,
): Promise<boolean> {
  const event = await db
    .selectFrom('event')
    .select('number')
    .where('website_id', '=', websiteId)
    .where('type', '=', 'registrationV1')
    .where(sql<string>`data ->> 'accountId'`, '=', accountId)
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}
