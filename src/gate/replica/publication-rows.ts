import { z } from 'zod';
import type { PublicationV1 } from '../../contract/link.ts';
import type { GateTransaction } from '../context.ts';

/** What a message brought about; told again where the office asks again. */
const counts = z.object({ mails: z.number().int(), sessionsEnded: z.number().int() });
export type PublicationCounts = z.infer<typeof counts>;

/** How long it is remembered which messages were applied. Later ones are known by their revisions alone. */
const keptMs = 30 * 86_400_000;

/** What this very message brought about when it was applied; null where it was not. */
export async function readAppliedBefore(
  trx: GateTransaction,
  { websiteId, publicationId, part }: PublicationV1,
): Promise<PublicationCounts | null> {
  const row = await trx
    .selectFrom('publication')
    .select('counts')
    .where('website_id', '=', websiteId)
    .where('id', '=', publicationId)
    .where('part', '=', part)
    .executeTakeFirst();
  if (row === undefined) return null;
  return counts.safeParse(row.counts).data ?? { mails: 0, sessionsEnded: 0 };
}

/** How many of the messages before this one were applied. */
export async function countEarlierParts(
  trx: GateTransaction,
  { websiteId, publicationId, part }: PublicationV1,
): Promise<number> {
  const { parts } = await trx
    .selectFrom('publication')
    .select(({ fn }) => fn.countAll<number>().as('parts'))
    .where('website_id', '=', websiteId)
    .where('id', '=', publicationId)
    .where('part', '<', part)
    .executeTakeFirstOrThrow();
  return parts;
}

export async function keepPublication(
  trx: GateTransaction,
  publication: PublicationV1,
  result: PublicationCounts,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('publication')
    .values({
      website_id: publication.websiteId,
      id: publication.publicationId,
      part: publication.part,
      mode: publication.mode,
      from_revision: publication.fromRevision,
      to_revision: publication.toRevision,
      counts: JSON.stringify(result),
      applied_at: now,
    })
    .execute();
  await trx
    .deleteFrom('publication')
    .where('website_id', '=', publication.websiteId)
    .where('applied_at', '<', new Date(now.getTime() - keptMs))
    .execute();
}
