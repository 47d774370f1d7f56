import type { Clock } from '../../core/clock.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Gate, GateDatabase } from '../context.ts';

/** An event as it goes over the link: the common fields and what its kind has. */
export type StoredEvent = { readonly number: number } & Readonly<Record<string, unknown>>;

/** The events after a number, in order, at most `limit`. */
export async function readEvents(db: GateDatabase, after: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...(typeof row.data === 'object' ? row.data : {}),
    type: row.type,
    number: row.number,
    id: row.id,
    at: row.at.toISOString(),
    companyId: row.company_id,
    websiteId: row.website_id,
  }));
}

/** Whether there is an event after this number. */
export async function hasEventAfter(db: GateDatabase, after: number): Promise<boolean> {
  const counter = await db.selectFrom('event_counter').select('last').executeTakeFirstOrThrow();
  return counter.last > after;
}

/**
 * The office has all events up to a number: they are deleted, and with them the personal data in them (DESIGN §4).
 * Telling it twice, or late, changes nothing.
 */
export async function acknowledgeEvents(gate: Pick<Gate, 'db'>, upTo: number): Promise<void> {
  await withTransaction({ kysely: gate.db }, async (trx) => {
    const { last, acknowledged } = await trx
      .selectFrom('event_counter')
      .select(['last', 'acknowledged'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    const known = Math.min(upTo, last);
    if (known <= acknowledged) return;
    await trx.updateTable('event_counter').set({ acknowledged: known }).execute();
    await trx.deleteFrom('event').where('number', '<=', known).execute();
  });
}

/**
 * The office has seen higher numbers than this gate gave: its database was put back from an older copy. What still
 * waits is numbered behind what the office has, so that nothing new is taken for known (I4).
 */
export async function skipNumbersTo(
  gate: { readonly db: GateDatabase; readonly clock: Clock },
  seen: number,
): Promise<void> {
  await withTransaction({ kysely: gate.db }, async (trx) => {
    const { last, acknowledged } = await trx
      .selectFrom('event_counter')
      .select(['last', 'acknowledged'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (last >= seen) return;
    const shift = seen - acknowledged;
    const waiting = await trx
      .selectFrom('event')
      .select('number')
      .where('number', '>', acknowledged)
      .orderBy('number', 'desc')
      .execute();
    for (const { number } of waiting)
      await trx
        .updateTable('event')
        .set({ number: number + shift })
        .where('number', '=', number)
        .execute();
    await trx
      .updateTable('event_counter')
      .set({ last: last + shift, acknowledged: seen })
      .execute();
  });
}
