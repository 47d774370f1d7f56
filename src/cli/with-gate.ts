import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { openDatabase } from '../database/connect.ts';
import type { GateTables } from '../database/gate-tables.ts';
import type { Gate } from '../gate/context.ts';

/** Gives the gate's database to what the command line does beside the running gate, on a connection of its own. */
export async function withGate<T>(
  options: { readonly databaseUrl: string; readonly config: Config; readonly log: Logger },
  work: (gate: Gate) => Promise<T>,
): Promise<T> {
  const { databaseUrl, config, log } = options;
  const database = await openDatabase<GateTables>(databaseUrl, 'gate', { maxConnections: 1, log });
  try {
    return await work({ db: database.kysely, clock: systemClock, log, config });
  } finally {
    await database.close();
  }
}
