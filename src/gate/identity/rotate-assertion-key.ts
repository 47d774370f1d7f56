import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { sql } from 'kysely';
import {
  type AssertionKeyTimes,
  comingKey,
  isRotationDue,
  keptAfterMs,
  publishedAheadMs,
} from '../../core/assertion-key-times.ts';
import { keyRotations } from '../../core/security-events.ts';
import { onCommit, withTransaction } from '../../database/transaction.ts';
import { assertionKeysChannel, type Gate, type GateTransaction } from '../context.ts';
import { tellSecurity } from '../events/security-event.ts';

/** What a rotation made and what becomes of the keys before. */
export interface Rotation {
  readonly kid: string;
  readonly signsFrom: Date;
  /** Whether this call made the key; false where one was published already and is still to sign. */
  readonly made: boolean;
  /** Keys that leave the JWKS, and when. */
  readonly leaving: readonly { readonly kid: string; readonly at: Date }[];
}

/** `planned`: published well before it signs. `now`: for a key that leaked; all others are gone at once. */
export type RotationKind = 'planned' | 'now';

/**
 * Makes a new key for assertions. Of several processes that do so at once one makes it and the others are told which
 * (advisory lock). All processes hear of it when the transaction commits, and so does the office: a key is no website's,
 * so that the log of each website that the gate serves has it.
 */
export async function rotateAssertionKey(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  kind: RotationKind,
): Promise<Rotation> {
  return underLock(gate, (trx) => rotate(trx, gate, kind));
}

/** Makes the first key where there is none, and a new one where the newest has signed for `days`. */
export async function renewAssertionKey(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  days: number,
): Promise<void> {
  const now = gate.clock.now();
  const known = await readKeyTimes(gate.db);
  if (known.length > 0 && !isRotationDue(known, now, days)) return;
  await underLock(gate, async (trx) => {
    // Another process may have been first.
    const current = await readKeyTimes(trx);
    if (current.length > 0 && !isRotationDue(current, now, days)) return;
    await rotate(trx, gate, 'planned');
  });
}

/** Removes the keys that have left the JWKS; with them goes the last copy of their private parts. */
export async function removeRetiredKeys(gate: Pick<Gate, 'db' | 'clock'>): Promise<void> {
  await gate.db.deleteFrom('assertion_key').where('retired_at', '<=', gate.clock.now()).execute();
}

async function rotate(
  trx: GateTransaction,
  gate: Pick<Gate, 'clock' | 'log'>,
  kind: RotationKind,
): Promise<Rotation> {
  const now = gate.clock.now();
  const before = await readKeyTimes(trx);
  const coming = comingKey(before, now);
  if (kind === 'planned' && coming !== null) {
    const leaving = before.flatMap(({ kid, retiredAt }) =>
      retiredAt === null ? [] : [{ kid, at: retiredAt }],
    );
    return { kid: coming.kid, signsFrom: coming.signsFrom, made: false, leaving };
  }
  // Where there is none yet, nobody can have kept a JWKS without it.
  const atOnce = kind === 'now' || before.length === 0;
  const key = newKey();
  const kid = await calculateJwkThumbprint(key);
  const signsFrom = atOnce ? now : new Date(now.getTime() + publishedAheadMs);
  const gone = atOnce ? now : new Date(signsFrom.getTime() + keptAfterMs);
  if (atOnce) await trx.deleteFrom('assertion_key').execute();
  else
    await trx
      .updateTable('assertion_key')
      .set({ retired_at: gone })
      .where('retired_at', 'is', null)
      .execute();
  await trx
    .insertInto('assertion_key')
    .values({ kid, key: JSON.stringify(key), created_at: now, signs_from: signsFrom, retired_at: null })
    .execute();
  await sql`SELECT pg_notify(${assertionKeysChannel}, '')`.execute(trx);
  const leaving = before.map(({ kid: old, retiredAt }) => ({
    kid: old,
    at: atOnce ? now : (retiredAt ?? gone),
  }));
  await tellWebsites(trx, gate, `${atOnce ? keyRotations.atOnce : keyRotations.planned} ${kid}`);
  onCommit(trx, () => gate.log.info({ kid, signsFrom, kind }, 'assertion key rotated'));
  return { kid, signsFrom, made: true, leaving };
}

/** Tells the office about each website; last in the transaction, as whoever has an event waits from here on. */
async function tellWebsites(
  trx: GateTransaction,
  gate: Pick<Gate, 'clock' | 'log'>,
  detail: string,
): Promise<void> {
  const websites = await trx.selectFrom('website').select(['id', 'company_id']).orderBy('id').execute();
  for (const { id, company_id: companyId } of websites)
    await tellSecurity(trx, gate, { event: 'assertion_key_rotated', website: { id, companyId }, detail });
}

/** A new Ed25519 key pair (RFC 8037). */
function newKey(): JWK {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}

async function readKeyTimes(db: Gate['db']): Promise<AssertionKeyTimes[]> {
  const rows = await db.selectFrom('assertion_key').select(['kid', 'signs_from', 'retired_at']).execute();
  return rows.map((row) => ({ kid: row.kid, signsFrom: row.signs_from, retiredAt: row.retired_at }));
}

function underLock<Result>(
  gate: Pick<Gate, 'db'>,
  work: (trx: GateTransaction) => Promise<Result>,
): Promise<Result> {
  return withTransaction({ kysely: gate.db }, async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('assertion key', 0))`.execute(trx);
    return work(trx);
  });
}
