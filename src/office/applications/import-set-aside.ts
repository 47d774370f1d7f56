import { eventV1 } from '../../contract/link.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office } from '../context.ts';
import { importApplication, isPassing } from './import-events.ts';
import type { ImportedApplication } from './import-registration.ts';
import { notUnderstood, notUnderstoodNow } from './set-aside.ts';

/**
 * Takes in what was set aside, in its order; what can't be taken in stays there with the reason. With `automaticOnly`
 * also what another version of this office did not understand, once.
 * @returns what became of the applications
 */
export async function importSetAside(
  office: Office,
  which: {
    readonly companyId?: string;
    readonly websiteId?: string | undefined;
    readonly automaticOnly?: boolean;
  },
): Promise<ImportedApplication[]> {
  let query = office.db
    .selectFrom('retrieved_event')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'retrieved_event.company_id')
        .onRef('website.id', '=', 'retrieved_event.website_id'),
    )
    .select(['retrieved_event.company_id', 'retrieved_event.gate_id', 'retrieved_event.number'])
    .orderBy('retrieved_event.gate_id')
    .orderBy('retrieved_event.number');
  if (which.companyId !== undefined) query = query.where('retrieved_event.company_id', '=', which.companyId);
  if (which.websiteId !== undefined) query = query.where('retrieved_event.website_id', '=', which.websiteId);
  if (which.automaticOnly === true) {
    query = query
      .where('website.link_mode', '=', 'automatic')
      .where(({ or, and, eb }) =>
        or([
          eb('retrieved_event.failure', 'is', null),
          and([
            eb('retrieved_event.failure', 'like', `${notUnderstood}%`),
            eb('retrieved_event.failure', 'not like', `${notUnderstoodNow}%`),
          ]),
        ]),
      );
  }
  const imported: ImportedApplication[] = [];
  for (const key of await query.execute()) {
    const outcome = await importOneSetAside(office, key);
    if (outcome !== null) imported.push(outcome);
  }
  return imported;
}

async function importOneSetAside(
  office: Office,
  key: { readonly company_id: string; readonly gate_id: string; readonly number: number },
): Promise<ImportedApplication | null> {
  try {
    return await withTransaction({ kysely: office.db }, async (trx) => {
      const row = await trx
        .deleteFrom('retrieved_event')
        .where('company_id', '=', key.company_id)
        .where('gate_id', '=', key.gate_id)
        .where('number', '=', key.number)
        .returning('event')
        .executeTakeFirst();
      if (row === undefined) return null;
      const event = eventV1.safeParse(row.event);
      if (!event.success) throw new NotUnderstood();
      return importApplication(office, trx, key.gate_id, event.data);
    });
  } catch (error) {
    if (isPassing(error)) throw error;
    if (!(error instanceof NotUnderstood))
      office.log.error(
        { err: error, gate: key.gate_id, event: key.number },
        'an event could not be taken in',
      );
    await office.db
      .updateTable('retrieved_event')
      .set({ failure: failureOf(error) })
      .where('company_id', '=', key.company_id)
      .where('gate_id', '=', key.gate_id)
      .where('number', '=', key.number)
      .execute();
    return null;
  }
}

/** Still of a kind or with a value that this version does not know. */
class NotUnderstood extends Error {}

function failureOf(error: unknown): string {
  if (error instanceof NotUnderstood) return `${notUnderstoodNow}still`;
  return error instanceof Error ? error.message : String(error);
}
