import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/uuid.ts';
import { listen } from '../../database/notify.ts';
import { eventChannel, type Gate } from '../../gate/context.ts';
import { createEventWaiter } from '../../gate/events/event-waiter.ts';
import { registerLinkRoutes } from './link-routes.ts';
import { createMetrics } from './metrics.ts';

export interface LinkListener {
  readonly host: string;
  /** The port that was taken, also where 0 was asked for. */
  readonly port: number;
  /** `http://127.0.0.1:8082` */
  readonly url: string;
  /** Ends waiting requests at once and lets the others finish. */
  close(): Promise<void>;
}

/** How long requests under way have to finish when the listener closes. */
const closingMs = 2_000;

/**
 * Listens on LINK_HOST:LINK_PORT for the office (signed), for `/health` and for `/metrics`. With `databaseUrl` it
 * hears of events at once, else within a second. The installation must have been made.
 * @throws AppError `port_taken`
 */
export async function startLink(gate: Gate, databaseUrl?: string): Promise<LinkListener> {
  const stopping = new AbortController();
  const events = createEventWaiter();
  const app = Fastify({ forceCloseConnections: 'idle', bodyLimit: 1024 * 1024, return503OnClosing: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const metrics = createMetrics(gate);
  app.addHook('onResponse', async (request, reply) =>
    metrics.observe(request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000),
  );
  // A connection that was kept open would keep the listener from closing.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping.signal.aborted) reply.header('connection', 'close');
  });
  answerErrors(app, gate);
  registerLinkRoutes(app, gate, { events, stopping: stopping.signal });
  app.get('/health', async (_request, reply) => {
    const healthy = await answers(gate);
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'database_unreachable' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  const { LINK_HOST: host, LINK_PORT } = gate.config;
  await listenOn(app, host, LINK_PORT);
  const listener =
    databaseUrl === undefined
      ? undefined
      : listen({
          url: databaseUrl,
          schema: 'gate',
          channels: { [eventChannel]: () => events.wake() },
          onReconnect: () => events.wake(),
          log: gate.log,
        });
  const { port } = app.server.address() as AddressInfo; // it listens on TCP, so that it has one
  return {
    host,
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      stopping.abort();
      // Node counts a connection on which nothing was asked yet as busy, for as long as a minute.
      const force = setTimeout(() => app.server.closeAllConnections(), closingMs);
      await Promise.all([app.close(), listener?.close()]);
      clearTimeout(force);
    },
  };
}

async function listenOn(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    throw new AppError('port_taken', { port, what: 'link', variable: 'LINK_PORT' }, { cause: error });
  }
}

/** Refusals are answered with code and message; what was not expected is logged and told by its number only. */
function answerErrors(app: FastifyInstance, gate: Gate): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(plain(new AppError('not_found'))));
  app.setErrorHandler((error, request, reply) => {
    const known = error instanceof AppError ? error : fromFastify(error);
    if (known !== null) {
      gate.log.warn({ code: known.code, route: request.routeOptions.url }, 'A link request was refused.');
      return reply.code(known.status).send(plain(known));
    }
    const id = newId();
    gate.log.error({ err: error, id, route: request.routeOptions.url }, 'A link request failed.');
    return reply.code(500).send(plain(new AppError('internal_error', { id })));
  });
}

function plain(error: AppError): { code: string; message: string } {
  return { code: error.code, message: error.message };
}

/** A request that Fastify itself refused, such as one with too large a body. */
function fromFastify(error: unknown): AppError | null {
  const refused =
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500;
  return refused ? new AppError('link_message_invalid', { reason: error.message }) : null;
}

async function answers(gate: Gate): Promise<boolean> {
  try {
    await sql`SELECT 1`.execute(gate.db);
    return true;
  } catch (error) {
    gate.log.error({ err: error }, 'The database does not answer.');
    return false;
  }
}
