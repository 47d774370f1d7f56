import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import { type Database, openDatabase } from '../database/connect.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { migrate } from '../database/migrate.ts';
import { type Listener, listen } from '../database/notify.ts';
import { createPairingCode, isPaired } from '../link/gate/pairing.ts';
import { startLink } from '../link/gate/start-link.ts';
import { startMailWorker } from '../mail/mail-worker.ts';
import { type Gate, mailChannel } from './context.ts';
import { startTallyWorker } from './events/tally-worker.ts';
import { ensureInstallation } from './installation.ts';
import { type GatePort, type ServingOptions, serveGatePort } from './serve-gate-port.ts';
import { removeExpiredVisitorData } from './visitor/remove-expired.ts';
import { startWorkers } from './workers/start-workers.ts';

export interface GateOptions extends ServingOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Worker processes (GATE_WORKERS) go by the system's clock. */
  readonly clock: Clock;
  /** How long to wait for a database that is absent or still starting, in milliseconds; 0. */
  readonly patienceMs?: number;
  /** Where worker processes log to: a file descriptor, or this process's standard error (2). */
  readonly workerLog?: number;
}

export interface RunningGate {
  readonly gatePort: number;
  readonly linkPort: number;
  /** Address of the link, for an office on the same machine. */
  readonly linkUrl: string;
  /** A new one-time code to pair an office with, or null where one is paired. */
  pairingCode(): Promise<string | null>;
  /** When this resolves, what was published is known here and what visitors asked for by address is seen to. */
  settle(): Promise<void>;
  /** Takes no new requests, finishes those under way and closes everything. */
  stop(): Promise<void>;
}

const cleaningMs = 3_600_000;
const longestWaitMs = 5_000;

/**
 * Starts the gate: database, visitor pages, check and websites on GATE_PORT, by worker processes where GATE_WORKERS
 * asks for several; the link on LINK_PORT; mail.
 * @throws AppError `port_taken`, `configuration_invalid` and those of `openDatabase` and `migrate`.
 */
export async function startGate(options: GateOptions): Promise<RunningGate> {
  const { config, log, clock, databaseUrl, patienceMs = 0 } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    // Opening first waits for the server and explains what is wrong; migrating follows.
    const database = await openDatabase<GateTables>(databaseUrl, 'gate', { patienceMs, log });
    closers.push(() => database.close());
    await migrate(databaseUrl, 'gate', { log });
    const gate: Gate = { db: database.kysely, clock, log, config };
    return await run(gate, database, options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function run(
  gate: Gate,
  database: Database<GateTables>,
  options: GateOptions,
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<RunningGate> {
  const { config, log, clock } = gate;
  const { databaseUrl } = options;
  await ensureInstallation(gate.db, clock);
  const tallies = startTallyWorker(gate);
  closers.push(() => tallies.stop());

  const mailWorker = await startMailWorker({
    db: gate.db,
    clock,
    log,
    smtpUrl: config.SMTP_URL,
    mailFrom: config.MAIL_FROM,
  });
  closers.push(() => mailWorker.stop());
  const mailNews: Listener = listen({
    url: databaseUrl,
    schema: 'gate',
    channels: { [mailChannel]: () => mailWorker.wake() },
    onReconnect: () => mailWorker.wake(),
    log,
  });
  closers.push(() => mailNews.close());
  // A gate that has started hears of mails at once; where that takes long the worker's own poll does.
  await Promise.race([mailNews.ready, pause(longestWaitMs, undefined, { ref: false })]);

  const served = await serve(gate, database, options);
  closers.push(() => served.stop());
  const link = await startLink(gate, databaseUrl);
  closers.push(() => link.close());
  const cleaning = setInterval(() => {
    removeExpiredVisitorData(gate).catch((error: unknown) => {
      log.warn({ err: error }, 'what is over was not removed; it is tried again');
    });
  }, cleaningMs).unref();
  closers.push(async () => clearInterval(cleaning));
  return {
    gatePort: served.port,
    linkPort: link.port,
    linkUrl: link.url,
    pairingCode: async () => ((await isPaired(gate)) ? null : createPairingCode(gate)),
    settle: () => served.settle(),
    stop: close,
  };
}

/** One process does all by itself; of several the workers answer visitors and this one does the rest. */
function serve(gate: Gate, database: Database<GateTables>, options: GateOptions): Promise<GatePort> {
  const { config, log } = gate;
  const { databaseUrl, limits, check, workerLog = 2 } = options;
  const serving = { databaseUrl, limits, check };
  if (config.GATE_WORKERS === 1) return serveGatePort(gate, database, serving);
  return startWorkers(config.GATE_WORKERS, { ...serving, config }, { log, workerLog });
}
