import { METHODS } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server's routes for all methods take every method that Node.js understands (WebDAV, CalDAV, `PURGE`, …).
 * CONNECT is refused: the gate opens no way to elsewhere (RFC 9110 §9.3.6).
 */
export function acceptMethods(server: FastifyInstance): void {
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !server.supportedMethods.includes(method)) {
      server.addHttpMethod(method, { hasBody: true });
    }
  }
  server.server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(
      'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });
}
