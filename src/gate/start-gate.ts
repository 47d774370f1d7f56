import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import { type Database, openDatabase } from '../database/connect.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { migrate } from '../database/migrate.ts';
import { type Listener, listen } from '../database/notify.ts';
import { createPairingCode, isPaired } from '../link/gate/pairing.ts';
import { startLink } from '../link/gate/start-link.ts';
import { startMailWorker } from '../mail/mail-worker.ts';
import { type CheckServicesOptions, openCheckServices } from './check/check-services.ts';
import { registerCheck } from './check/register-check.ts';
import { type Gate, mailChannel } from './context.ts';
import { createGateServer } from './create-gate-server.ts';
import { startTallyWorker } from './events/tally-worker.ts';
import { ensureInstallation } from './installation.ts';
import { registerOrigin } from './proxy/register-origin.ts';
import { createGatePages } from './visitor/gate-pages.ts';
import { awaitTurn, createPageTurns } from './visitor/page-turns.ts';
import { registerVisitorPages } from './visitor/register-visitor-pages.ts';
import { removeExpiredVisitorData } from './visitor/remove-expired.ts';
import { startRequestWorker } from './visitor/request-worker.ts';
import { createThrottle } from './visitor/throttle.ts';
import type { ThrottleLimits } from './visitor/throttle-limits.ts';

export interface GateOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  /** Connection string of the gate's database: GATE_DATABASE_URL, or that of the embedded server. */
  readonly databaseUrl: string;
  /** How long to wait for a database that is absent or still starting, in milliseconds; 0. */
  readonly patienceMs?: number;
  /** Other limits than the usual ones, for tests. */
  readonly limits?: ThrottleLimits;
  readonly check?: Pick<CheckServicesOptions, 'news' | 'sessions'>;
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
/** How long requests under way have to finish when the gate stops. */
const closingMs = 2_000;
const longestWaitMs = 5_000;

/**
 * Starts the gate: database, visitor pages, check and websites on GATE_PORT, the link on LINK_PORT, mail.
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
  { databaseUrl, limits, check }: GateOptions,
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<RunningGate> {
  const { config, log, clock } = gate;
  const installation = await ensureInstallation(gate.db, clock);
  const services = await openCheckServices(gate, { url: databaseUrl, ...check });
  closers.push(() => services.close());
  const requests = startRequestWorker(gate, services.websites);
  closers.push(() => requests.stop());
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

  const server = createGateServer(log, services);
  closers.push(async () => {
    // Node counts a connection on which nothing was asked yet, as browsers open them, as busy for a minute.
    const force = setTimeout(() => server.server.closeAllConnections(), closingMs);
    await server.close();
    clearTimeout(force);
  });
  // Open WebSockets and streams would keep the server from closing.
  server.addHook('preClose', async () => services.connections.close());
  const pages = createGatePages(services);
  server.addHook('onSend', async (request, reply) => {
    const headers = pages.headersFor(request);
    if (headers !== undefined) reply.headers(headers);
  });
  const throttle = createThrottle(database.pool, installation.formKey, limits);
  const visitors = { ...gate, installation, throttle, wakeRequests: () => requests.wake() };
  server.register(async (scope) => {
    scope.addHook('onRequest', awaitTurn(services, createPageTurns()));
    registerVisitorPages(scope, visitors, services);
  });
  registerCheck(server, services, pages);
  registerOrigin(server, services, pages);
  const gatePort = await listenOn(server, config);

  const link = await startLink(gate, databaseUrl);
  closers.push(() => link.close());
  const cleaning = setInterval(() => {
    removeExpiredVisitorData(gate).catch((error: unknown) => {
      log.warn({ err: error }, 'what is over was not removed; it is tried again');
    });
  }, cleaningMs).unref();
  closers.push(async () => clearInterval(cleaning));
  return {
    gatePort,
    linkPort: link.port,
    linkUrl: link.url,
    pairingCode: async () => ((await isPaired(gate)) ? null : createPairingCode(gate)),
    async settle() {
      await services.news.read();
      await services.websites.refresh();
      await requests.drain();
    },
    stop: close,
  };
}

async function listenOn(server: FastifyInstance, config: Config): Promise<number> {
  const { GATE_HOST: host, GATE_PORT: port } = config;
  try {
    await server.listen({ host, port });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    throw new AppError('port_taken', { port, what: 'gate', variable: 'GATE_PORT' }, { cause: error });
  }
  const { port: taken } = server.server.address() as AddressInfo; // it listens on TCP, so that it has one
  return taken;
}
