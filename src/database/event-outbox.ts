import { type Kysely, sql, type Transaction } from 'kysely';
import { newId } from '../core/uuid.ts';
import type { GateTables } from './gate-tables.ts';

/** Channel that wakes whoever waits for events of the gate; one message a commit. */
const eventChannel = 'gatehouse_gate_event';

/** An event before it has its number. `data` holds what the link's event has beyond the common fields. */
export interface NewEventRow {
  readonly type: string;
  readonly companyId: string;
  readonly websiteId: string;
  readonly data: object;
  /** When it happened, where that is not the moment of the transaction. */
  readonly at?: Date;
}

/**
 * Puts events into the gate's outbox and returns the number of the first. The counter's row lock is held until the
 * commit, so that numbers are committed in their order and a reader never passes one that is still to come (I4).
 * Call it as the last thing of a transaction: whoever else has an event waits meanwhile.
 */
export async function insertEvents(
  trx: Transaction<GateTables>,
  at: Date,
  events: readonly NewEventRow[],
): Promise<number> {
  const { last } = await trx
    .updateTable('event_counter')
    .set({ last: sql<number>`last + ${events.length}` })
    .returning('last')
    .executeTakeFirstOrThrow();
  const first = Number(last) - events.length + 1;
  for (let start = 0; start < events.length; start += 1000) {
    const rows = events.slice(start, start + 1000).map((event, index) => ({
      number: first + start + index,
      id: newId(),
      company_id: event.companyId,
      website_id: event.websiteId,
      type: event.type,
      data: JSON.stringify(event.data),
      at: event.at ?? at,
    }));
    await trx.insertInto('event').values(rows).execute();
  }
  await notifyEvents(trx);
  return first;
}

async function notifyEvents(db: Kysely<GateTables>): Promise<void> {
  await sql`SELECT pg_notify(${eventChannel}, '')`.execute(db);
}
