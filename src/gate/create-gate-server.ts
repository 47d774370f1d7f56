import type { Socket } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { createCheckFirst } from './check/check-first.ts';
import type { CheckServices } from './check/check-services.ts';

/**
 * The server of the gate's port, without its routes. It logs no addresses, which may hold tokens; the use cases log
 * what happened.
 */
export function createGateServer(log: Logger, services: CheckServices): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const server = Fastify({
    loggerInstance,
    serverFactory: createCheckFirst(services),
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: answerNoHttp,
    frameworkErrors: (_error, _request, reply) => {
      // An address that can't be decoded: nothing is said about what lies here.
      reply.hijack();
      reply.raw.writeHead(400, { 'cache-control': 'no-store', 'content-type': 'text/plain' }).end('400');
    },
  });
  server.setErrorHandler((error, request, reply) => {
    log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return reply.code(500).header('cache-control', 'no-store').type('text/plain').send('500');
  });
  return server;
}

/** What is no HTTP is answered without a body: nobody can say whether HEAD asked. */
function answerNoHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  // What follows a request that was the connection's last by its own word gets no answer (RFC 9112, 9.6).
  if (error.code === 'HPE_CLOSED_CONNECTION') return;
  if (socket.writable)
    socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  else socket.destroy();
}
