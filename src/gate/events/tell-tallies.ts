import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { insertEvents, type NewEventRow } from '../../database/event-outbox.ts';
import type { SecurityTallyTable } from '../../database/gate-tables.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Gate } from '../context.ts';

type Tally = Selectable<SecurityTallyTable>;

const minuteMs = 60_000;
/** Tallies that one transaction takes. */
const batch = 10_000;
/** Lines that a website gets of one event in one minute; what is beyond, as in a flood from everywhere, is one more. */
const mostLines = 50;

/**
 * Tells the office of what `countSecurity` counted, each tally as one event, and forgets it in the same transaction: it
 * is told once, never lost and never told twice (I4). Only of minutes that are over, unless `all`. Any number of
 * processes may do so at once: a tally is taken by one.
 * @returns how many events that made
 */
export async function tellTallies(
  gate: Pick<Gate, 'db' | 'clock'>,
  { all = false }: { readonly all?: boolean } = {},
): Promise<number> {
  let told = 0;
  for (;;) {
    const now = gate.clock.now();
    const before = all ? new Date(now.getTime() + minuteMs) : new Date(now.getTime() - minuteMs);
    const { taken, made } = await withTransaction({ kysely: gate.db }, async (trx) => {
      const { rows } = await sql<Tally>`
        DELETE FROM security_tally WHERE (website_id, event, email, network, minute) IN (
          SELECT website_id, event, email, network, minute FROM security_tally
          WHERE minute <= ${before} ORDER BY minute LIMIT ${batch} FOR UPDATE SKIP LOCKED)
        RETURNING *`.execute(trx);
      const events = eventsOf(rows, now);
      if (events.length > 0) await insertEvents(trx, now, events);
      return { taken: rows.length, made: events.length };
    });
    told += made;
    if (taken < batch) return told;
  }
}

/** One event a tally, oldest first; in a group of too many those with the highest counts, and the rest together. */
function eventsOf(tallies: readonly Tally[], now: Date): NewEventRow[] {
  const groups = Map.groupBy(tallies, ({ website_id, event, minute }) =>
    JSON.stringify([minute, website_id, event]),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const sorted = group.toSorted((a, b) => b.count - a.count);
      const [first, ...others] = sorted.slice(mostLines);
      if (first === undefined) return sorted;
      const count = others.reduce((sum, other) => sum + other.count, first.count);
      return [...sorted.slice(0, mostLines), { ...first, email: '', network: '', count }];
    })
    .map((tally) => eventOf(tally, now));
}

function eventOf({ minute, ...tally }: Tally, now: Date): NewEventRow {
  return {
    type: 'securityV1',
    companyId: tally.company_id,
    websiteId: tally.website_id,
    data: {
      event: tally.event,
      accountId: null,
      email: tally.email,
      network: tally.network,
      detail: '',
      count: tally.count,
      since: minute.toISOString(),
    },
    at: new Date(Math.min(minute.getTime() + minuteMs, now.getTime())),
  };
}
