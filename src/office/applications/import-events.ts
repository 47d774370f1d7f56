import type { EventV1, ReceivedEvent } from '../../contract/link.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeTransaction } from '../context.ts';
import { forgetAddress } from '../erasing/erased-addresses.ts';
import { importDeletion } from './import-deletion.ts';
import { importDetailsChange } from './import-details-change.ts';
import { importNews, isNews } from './import-news.ts';
import { type ImportedApplication, importRegistration } from './import-registration.ts';
import { isOfErasedPerson, setAside, setAsideUnread, waitsForStaff } from './set-aside.ts';

/**
 * Takes in a page of a gate's events in their order (R9). What is taken in and the gate's cursor change in one
 * transaction: after a crash it is there with its cursor, or comes again (I4, I5); events up to the cursor do nothing
 * (case 34). News go many at once; each application has a transaction of its own, so that its locks are short. An
 * event that can't be taken in, or that only a newer office knows, is set aside with the reason and stops nobody else's.
 * @returns what became of the applications
 * @throws AppError `contacts_being_indexed`; try again later
 */
export async function importEvents(
  office: Office,
  gateId: string,
  events: readonly ReceivedEvent[],
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
        if (first.type === 'unread') return setAsideUnread(office, trx, gateId, first);
        if (await isOfErasedPerson(trx, first)) return null;
        return (await waitsForStaff(trx, gateId, first))
          ? setAside(trx, gateId, first, null)
          : importApplication(office, trx, gateId, first);
      });
      if (outcome !== null) imported.push(outcome);
    } catch (error) {
      if (isPassing(error)) throw error;
      office.log.error({ err: error, gate: gateId, event: first.number }, 'an event could not be taken in');
      const failure = error instanceof Error ? error.message : String(error);
      for (const event of run) {
        const whole = event.type === 'unread' ? event.told : event;
        await inOrder(office, gateId, [event], (trx) => setAside(trx, gateId, whole, failure));
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
  if (!isNews(event) && (await isOfErasedPerson(trx, event))) return null;
  if (event.type === 'registrationV1') {
    const imported = await importRegistration(office, trx, gateId, event);
    const { companyId, websiteId, email } = event;
    const addresses = [canonicalEmail(email) ?? email, email.toLowerCase()];
    if (imported !== null) await forgetAddress(trx, { companyId, websiteId, addresses });
    return imported;
  }
  if (event.type === 'detailsChangedV1') return importDetailsChange(office, trx, gateId, event);
  if (event.type === 'deletionV1') return importDeletion(trx, gateId, event);
  await importNews(trx, gateId, [event]);
  return null;
}

/** A register that is being indexed can't be compared with yet; the events wait till it can. */
export function isPassing(error: unknown): boolean {
  return error instanceof AppError && error.code === 'contacts_being_indexed';
}

/** Each application by itself, and the news between them together. */
function runsOf(events: readonly ReceivedEvent[]): ReceivedEvent[][] {
  const runs: ReceivedEvent[][] = [];
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
  events: readonly ReceivedEvent[],
  work: (trx: OfficeTransaction, fresh: readonly ReceivedEvent[]) => Promise<T>,
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
