import { pino } from 'pino';
import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { openDatabase } from '../database/connect.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { migrate } from '../database/migrate.ts';
import type { Gate } from '../gate/context.ts';
import { borrowDatabase } from './databases.ts';

/**
 * The gate without its servers, for commands that do one thing; also while Gatehouse runs. Only warnings are logged, to
 * standard error.
 * @throws AppError the `database_…` codes
 */
export async function openGate(config: Config): Promise<{ gate: Gate; close(): Promise<void> }> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const borrowed = await borrowDatabase(config, log, 'gate');
  try {
    await migrate(borrowed.url, 'gate', { log });
    const database = await openDatabase<GateTables>(borrowed.url, 'gate', { log, maxConnections: 2 });
    return {
      gate: { db: database.kysely, clock: systemClock, log, config },
      close: async () => {
        await database.close();
        await borrowed.close();
      },
    };
  } catch (error) {
    await borrowed.close();
    throw error;
  }
}
