import { type EventV1, eventV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeTransaction } from '../context.ts';
import { importDeletion } from './import-deletion.ts';
import { importDetailsChange } from './import-details-change.ts';
import { importNews, isNews } from './import-news.ts';
import { type ImportedApplication, importRegistration } from './import-registration.ts';

/**
 * Takes in a page of a gate's events in their order (R9). What is taken in and the gate's cursor change in one
 * transaction: after a crash it is there with its cursor, or comes again (I4, I5); events up to the cursor do nothing
 * (case 34). News go many at once; each application has a transaction of its own, so that its locks are short. An
 * event that can't be taken in is set aside with the reason and stops nobody else's.
 * @returns what became of the applications
 * @throws AppError `contacts_being_indexed`; try again later
 */
export async function importEvents(
  office: Office,
  gateId: string,
  events: readonly EventV1[],
): Promise<ImportedApplication[]> {
  const imported: ImportedApplication[] = [];
  for (const run of runsOf(events)) {
    const [first] = run;
    if (first === undefined) continue;
    try {
      const outcome = await inOrder(office, gateId, run, async (trx, fresh) => {
        if (isNews(first)) {
          await importNews(trx, gateId, fresh.filter(isNews));
          return null;
        }
        if (fresh.length === 0) return null;
        return (await waitsForStaff(trx, gateId, first))
          ? setAside(trx, gateId, first, null)
          : importApplication(office, trx, gateId, first);
      });
      if (outcome !== null) imported.push(outcome);
    } catch (error) {
      if (passes(error)) throw error;
      office.log.error({ err: error, gate: gateId, event: first.number }, 'an event could not be taken in');
      const failure = error instanceof Error ? error.message : String(error);
      for (const event of run) {
        await inOrder(office, gateId, [event], (trx) => setAside(trx, gateId, event, failure));
      }
    }
  }
  return imported;
}

/** Takes in one registration, change or request to be deleted. */
export async function importApplication(
  office: Office,
  trx: OfficeTransaction,
  gateId: string,
  event: EventV1,
): Promise<ImportedApplication | null> {
  if (event.type === 'registrationV1') return importRegistration(office, trx, gateId, event);
  if (event.type === 'detailsChangedV1') return importDetailsChange(office, trx, gateId, event);
  if (event.type === 'deletionV1') return importDeletion(trx, gateId, event);
  await importNews(trx, gateId, [event]);
  return null;
}

/** A register that is being indexed can't be compared with yet; the events wait till it can. */
function passes(error: unknown): boolean {
  return error instanceof AppError && error.code === 'contacts_being_indexed';
}

/** Each application by itself, and the news between them together. */
function runsOf(events: readonly EventV1[]): EventV1[][] {
  const runs: EventV1[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && isNews(before) && isNews(event)) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Runs `work` with those of the events that are behind the gate's cursor, and moves it. */
async function inOrder<T>(
  office: Office,
  gateId: string,
  events: readonly EventV1[],
  work: (trx: OfficeTransaction, fresh: readonly EventV1[]) => Promise<T>,
): Promise<T> {
  return withTransaction({ kysely: office.db }, async (trx) => {
    const gate = await trx
      .selectFrom('gate')
      .select('cursor')
      .where('id', '=', gateId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const fresh = events.filter((event) => event.number > gate.cursor);
    const outcome = await work(trx, fresh);
    const last = fresh.at(-1);
    if (last !== undefined) {
      await trx.updateTable('gate').set({ cursor: last.number }).where('id', '=', gateId).execute();
    }
    return outcome;
  });
}

/** Whether an application is of a website for which staff press Get website data (DESIGN §4), or follows one that waits. */
async function waitsForStaff(trx: OfficeTransaction, gateId: string, event: EventV1): Promise<boolean> {
  const website = await trx
    .selectFrom('website')
    .select(['link_mode'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('retrieved_event')
          .select('number')
          .whereRef('retrieved_event.company_id', '=', 'website.company_id')
          .whereRef('retrieved_event.website_id', '=', 'website.id')
          .where('retrieved_event.failure', 'is', null),
      ).as('follows'),
    )
    .where('company_id', '=', event.companyId)
    .where('id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .executeTakeFirst();
  return website !== undefined && (website.link_mode === 'manual' || Boolean(website.follows));
}

/** Keeps an event until staff ask for it; one of a company or website that is not this gate's is dropped (I8). */
async function setAside(
  trx: OfficeTransaction,
  gateId: string,
  event: EventV1,
  failure: string | null,
): Promise<null> {
  const website = await trx
    .selectFrom('website')
    .select('id')
    .where('company_id', '=', event.companyId)
    .where('id', '=', event.websiteId)
    .where('gate_id', '=', gateId)
    .executeTakeFirst();
  if (website === undefined) return null;
  await trx
    .insertInto('retrieved_event')
    .values({
      company_id: event.companyId,
      gate_id: gateId,
      number: event.number,
      website_id: event.websiteId,
      event: JSON.stringify(event),
      failure,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'gate_id', 'number']).doNothing())
    .execute();
  return null;
}

/**
 * Takes in what was set aside, in its order; what can't be taken in stays there with the reason.
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
    query = query.where('website.link_mode', '=', 'automatic').where('retrieved_event.failure', 'is', null);
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
      return row === undefined ? null : importApplication(office, trx, key.gate_id, eventV1.parse(row.event));
    });
  } catch (error) {
    if (passes(error)) throw error;
    office.log.error({ err: error, gate: key.gate_id, event: key.number }, 'an event could not be taken in');
    await office.db
      .updateTable('retrieved_event')
      .set({ failure: error instanceof Error ? error.message : String(error) })
      .where('company_id', '=', key.company_id)
      .where('gate_id', '=', key.gate_id)
      .where('number', '=', key.number)
      .execute();
    return null;
  }
}
