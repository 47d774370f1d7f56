import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../core/clock.ts';
import { newId } from '../core/uuid.ts';
import type { GateDatabase } from './context.ts';

/** What makes this gate this gate: its id and its own key. All its processes share them. */
export interface Installation {
  readonly id: string;
  readonly name: string;
  /** 256 bit; signs form tokens and device cookies, and hides addresses in the throttle's keys. */
  readonly formKey: Buffer;
}

/** The installation, made at the first start; of two processes that start at once one makes it. */
export async function ensureInstallation(db: GateDatabase, clock: Clock): Promise<Installation> {
  const found = await readInstallation(db);
  if (found !== null) return found;
  await db
    .insertInto('installation')
    .values({
      id: newId(),
      name: hostname(),
      form_key: randomBytes(32),
      office_id: null,
      pairing_code_hash: null,
      pairing_code_expires_at: null,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .execute();
  const made = await readInstallation(db);
  if (made === null) throw new Error('The installation row was removed while the gate started.');
  return made;
}

async function readInstallation(db: GateDatabase): Promise<Installation | null> {
  const row = await db.selectFrom('installation').select(['id', 'name', 'form_key']).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    name: row.name,
    formKey: row.form_key,
  };
}
