import type { ReceivedEvent } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { Office } from '../context.ts';
import { importEvents } from './import-events.ts';
import type { ImportedApplication } from './import-registration.ts';

/** Events asked for at once. */
export const eventsPerPage = 200;

/**
 * Fetches and takes in a gate's events until there are no more, and tells the gate so; also of those that were taken in
 * before without the gate being told.
 * @throws AppError `gate_unreachable`; what was taken in till then stays
 */
export async function drainGate(office: Office, gateId: string): Promise<ImportedApplication[]> {
  const imported: ImportedApplication[] = [];
  for (;;) {
    const page = await fetchPage(office, gateId, { waitSeconds: 0 });
    imported.push(...(await importEvents(office, gateId, page)));
    await office.gates.acknowledge(gateId, await cursorOf(office, gateId));
    if (page.length < eventsPerPage) return imported;
  }
}

/** Events behind the cursor; with `waitSeconds` waits for one. */
export async function fetchPage(
  office: Office,
  gateId: string,
  how: { readonly waitSeconds: number; readonly signal?: AbortSignal },
): Promise<ReceivedEvent[]> {
  const after = await cursorOf(office, gateId);
  return office.gates.events(gateId, { after, limit: eventsPerPage, ...how });
}

/** Takes events in and then acknowledges them, so that the gate deletes their personal data. */
export async function takeIn(
  office: Office,
  gateId: string,
  events: readonly ReceivedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await importEvents(office, gateId, events);
  await office.gates.acknowledge(gateId, await cursorOf(office, gateId));
}

async function cursorOf(office: Office, gateId: string): Promise<number> {
  const gate = await office.db
    .selectFrom('gate')
    .select('cursor')
    .where('id', '=', gateId)
    .executeTakeFirst();
  if (gate === undefined) throw new AppError('not_found');
  return gate.cursor;
}
