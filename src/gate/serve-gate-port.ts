import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/connect.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { type CheckServicesOptions, openCheckServices } from './check/check-services.ts';
import { registerCheck } from './check/register-check.ts';
import type { Gate } from './context.ts';
import { createGateServer } from './create-gate-server.ts';
import { ensureInstallation } from './installation.ts';
import { registerOrigin } from './proxy/register-origin.ts';
import { createGatePages } from './visitor/gate-pages.ts';
import { awaitTurn, createPageTurns } from './visitor/page-turns.ts';
import { registerVisitorPages } from './visitor/register-visitor-pages.ts';
import { startRequestWorker } from './visitor/request-worker.ts';
import { createThrottle } from './visitor/throttle.ts';
import type { ThrottleLimits } from './visitor/throttle-limits.ts';

export interface ServingOptions {
  /** Connection string of the gate's database, for LISTEN. */
  readonly databaseUrl: string;
  /** Other limits than the usual ones, for tests. */
  readonly limits?: ThrottleLimits | undefined;
  readonly check?: Pick<CheckServicesOptions, 'news' | 'sessions'> | undefined;
}

/** What answers on GATE_PORT, within one process. */
export interface GatePort {
  /** The port that was taken, also where 0 was asked for. */
  readonly port: number;
  /** When this resolves, what was published is known here and what visitors asked for by address is seen to. */
  settle(): Promise<void>;
  /** Takes no new requests, finishes those under way and closes. */
  stop(): Promise<void>;
}

/** How long requests under way have to finish when the gate stops. */
const closingMs = 2_000;

/**
 * Serves check, visitor pages and websites on GATE_PORT, on a database that is migrated. Any number of processes may
 * do so on one database.
 * @throws AppError `port_taken`, `configuration_invalid`
 */
export async function serveGatePort(
  gate: Gate,
  database: Database<GateTables>,
  { databaseUrl, limits, check }: ServingOptions,
): Promise<GatePort> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const installation = await ensureInstallation(gate.db, gate.clock);
    const services = await openCheckServices(gate, { url: databaseUrl, ...check });
    closers.push(() => services.close());
    const requests = startRequestWorker(gate, services.websites);
    closers.push(() => requests.stop());

    const server = createGateServer(gate.log, services);
    closers.push(() => closeServer(server));
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
    const port = await listenOn(server, gate.config);
    return {
      port,
      async settle() {
        await services.news.read();
        await services.websites.refresh();
        await requests.drain();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function closeServer(server: FastifyInstance): Promise<void> {
  // Node counts a connection on which nothing was asked yet, as browsers open them, as busy for a minute.
  const force = setTimeout(() => server.server.closeAllConnections(), closingMs);
  await server.close();
  clearTimeout(force);
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
