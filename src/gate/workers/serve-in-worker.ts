import type { Logger } from 'pino';
import { systemClock } from '../../core/clock.ts';
import { openDatabase } from '../../database/connect.ts';
import type { GateTables } from '../../database/gate-tables.ts';
import { type GatePort, serveGatePort } from '../serve-gate-port.ts';
import type { WorkOrder } from './messages.ts';

/**
 * Serves GATE_PORT in this process, with its own connections to the database, which the first process has migrated.
 * @throws AppError those of `openDatabase` and `serveGatePort`
 */
export async function serveInWorker(order: WorkOrder, log: Logger): Promise<GatePort> {
  const { databaseUrl, maxConnections, config } = order;
  const database = await openDatabase<GateTables>(databaseUrl, 'gate', { log, maxConnections });
  try {
    const gate = { db: database.kysely, clock: systemClock, log, config };
    const served = await serveGatePort(gate, database, order);
    return {
      ...served,
      async stop() {
        await served.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
