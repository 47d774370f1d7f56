import { pino } from 'pino';
import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { type Database, openDatabase } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import type { OfficeTables } from '../database/office-tables.ts';
import { createGates } from '../link/office/gates.ts';
import type { Office } from '../office/context.ts';
import { borrowDatabase } from './databases.ts';

/**
 * The office without its web server, for commands that do one thing; also while Gatehouse runs. Only warnings are
 * logged, to standard error.
 * @throws AppError the `database_…` codes
 */
export async function openOffice(
  config: Config,
): Promise<{ office: Office; database: Database<OfficeTables>; close(): Promise<void> }> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const borrowed = await borrowDatabase(config, log, 'office');
  try {
    await migrate(borrowed.url, 'office', { log });
    const database = await openDatabase<OfficeTables>(borrowed.url, 'office', { log, maxConnections: 4 });
    const clock = systemClock;
    const gates = createGates(database.kysely, log, clock);
    return {
      office: { db: database.kysely, clock, log, config, gates },
      database,
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
