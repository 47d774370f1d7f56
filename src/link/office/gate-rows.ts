import type { Kysely } from 'kysely';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTables } from '../../database/office-tables.ts';
import { withTransaction } from '../../database/transaction.ts';

/** What a call needs to know of a gate. */
export interface GateRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly reachable: boolean;
  readonly last_error: string | null;
  readonly last_seen_at: Date | null;
}

/** A gate that goes on answering is noted no oftener than this. */
const seenEveryMs = 10_000;

/** @throws AppError `not_found` */
export async function findGate(db: Kysely<OfficeTables>, gateId: string): Promise<GateRow> {
  const gate = await db
    .selectFrom('gate')
    .select(['id', 'name', 'url', 'reachable', 'last_error', 'last_seen_at'])
    .where('id', '=', gateId)
    .executeTakeFirst();
  if (gate === undefined) throw new AppError('not_found');
  return gate;
}

/**
 * Notes whether a gate answered. A gate that refused a message was reached, though what it said is kept. A failure
 * to note is logged and changes nothing for the caller.
 */
export async function noteReachability(
  db: Kysely<OfficeTables>,
  log: { warn(fields: object, message: string): void },
  clock: Clock,
  gate: GateRow,
  error: AppError | null,
): Promise<void> {
  const now = clock.now();
  const reachable = error?.code !== 'gate_unreachable';
  const lastError = error === null ? null : error.message;
  const fresh =
    gate.last_seen_at !== null && Math.abs(now.getTime() - gate.last_seen_at.getTime()) < seenEveryMs;
  if (reachable && gate.reachable && gate.last_error === lastError && fresh) return;
  if (!reachable) log.warn({ gate: gate.id, reason: lastError }, 'A gate does not answer.');
  try {
    await db
      .updateTable('gate')
      .set({ reachable, last_error: lastError, ...(reachable ? { last_seen_at: now } : {}) })
      .where('id', '=', gate.id)
      .execute();
  } catch (failure) {
    log.warn({ err: failure, gate: gate.id }, 'Whether a gate answers could not be noted.');
  }
}

/**
 * Keeps a gate that was paired. A gate set up anew at the same address takes over the websites of the one before:
 * it knows nothing yet, so publication starts with the gap that it answers.
 */
export async function savePairing(
  db: Kysely<OfficeTables>,
  clock: Clock,
  paired: { readonly gateId: string; readonly name: string; readonly url: string },
): Promise<void> {
  const seen = { reachable: true, last_error: null, last_seen_at: clock.now() };
  await withTransaction({ kysely: db }, async (trx) => {
    const before = await trx
      .selectFrom('gate')
      .select('id')
      .where('url', '=', paired.url)
      .where('id', '<>', paired.gateId)
      .forUpdate()
      .executeTakeFirst();
    if (before !== undefined) {
      const url = `replaced:${before.id}`;
      await trx.updateTable('gate').set({ url, reachable: false }).where('id', '=', before.id).execute();
    }
    await trx
      .insertInto('gate')
      .values({ id: paired.gateId, name: paired.name, url: paired.url, paired_at: clock.now(), ...seen })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ name: paired.name, url: paired.url, ...seen }),
      )
      .execute();
    if (before === undefined) return;
    for (const table of ['website', 'website_host'] as const) {
      await trx.updateTable(table).set({ gate_id: paired.gateId }).where('gate_id', '=', before.id).execute();
    }
  });
}
