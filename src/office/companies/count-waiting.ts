import type { z } from 'zod';
import type { counters } from '../../contract/companies.ts';
import type { OfficeDatabase } from '../context.ts';
import { countUnpublished } from '../publications/count-unpublished.ts';

export type Counters = z.infer<typeof counters>;

/** Applications that wait for staff: those to decide, and those whose contact is to be looked at. */
export const waitingStates = ['open', 'review_link'] as const;

/** What waits for staff; each number is the length of the list behind it (case 31). */
export async function countWaiting(db: OfficeDatabase, companyId: string): Promise<Counters> {
  const [applications, mails, unpublished] = await Promise.all([
    db
      .selectFrom('application')
      .innerJoin('website', (join) =>
        join
          .onRef('website.company_id', '=', 'application.company_id')
          .onRef('website.id', '=', 'application.website_id'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('application.company_id', '=', companyId)
      .where('application.state', 'in', waitingStates)
      .where('website.removed_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('mail')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where('company_id', '=', companyId)
      .where('state', 'in', ['failed', 'waiting'])
      .groupBy('state')
      .execute(),
    countUnpublished(db, companyId),
  ]);
  const mailsThatAre = (state: string) => mails.find((row) => row.state === state)?.count ?? 0;
  return {
    applications: applications.count,
    unpublishedChanges: [...unpublished.values()].reduce((sum, count) => sum + count, 0),
    failedMails: mailsThatAre('failed'),
    waitingMails: mailsThatAre('waiting'),
  };
}
