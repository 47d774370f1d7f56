import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/**
 * One line a request: method, path without its query (which may hold a token), status, time. Changes and refusals
 * are logged always, mere looks only at level `debug`. No header or body is logged (GATE.md).
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 400 || request.method !== 'GET' ? 'info' : 'debug';
    log[level](
      {
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        from: request.ip,
      },
      'request',
    );
  });
}
