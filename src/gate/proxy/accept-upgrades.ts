import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { decideVisit } from '../check/decide-visit.ts';
import { isOriginOf, type PublishedWebsite } from '../websites/published-website.ts';
import { isLooping } from './loop-mark.ts';
import { asksForWebSocket, isFramedAmbiguously } from './request-framing.ts';
import type { UpstreamOrigin } from './serve-upstream.ts';
import { respondOn, tunnelWebSocket, type Upgrade } from './tunnel-websocket.ts';
import { upstreamFor, upstreamWebsite } from './upstream-website.ts';

/**
 * Takes the server's upgrades: WebSockets of websites that are passed on. Any other request that offers one is answered
 * as if it had not (RFC 9110 §7.8): Caddy asks the check with the visitor's `Upgrade` header (GATE.md).
 */
export function acceptUpgrades(server: FastifyInstance, origin: UpstreamOrigin): void {
  const { services } = origin;
  const isTaken = (request: IncomingMessage): boolean =>
    asksForWebSocket(request) && upstreamWebsite(services.websites, request) !== null;

  const upgrade = async (given: Upgrade): Promise<void> => {
    const { request, socket } = given;
    const target = upstreamWebsite(services.websites, request);
    if (target === null || !asksForWebSocket(request) || isFramedAmbiguously(request)) {
      // Only before Node.js 24.9, which has no say in it. A body would not be read, so none is taken.
      const response = respondOn(given);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (isRead && !isFramedAmbiguously(request)) server.routing(request, response);
      else response.writeHead(400).end();
      return;
    }
    const { website, place } = target;
    if (isLooping(request, website)) {
      services.gate.log.error({ websiteId: website.id }, 'The address of a website leads back to the gate.');
      respondOn(given).writeHead(502, { 'Content-Length': '0' }).end();
      return;
    }
    // A script of another site must not open a socket in the visitor's name.
    const cookie = isOwnOrigin(website, request.headers.origin) ? request.headers.cookie : undefined;
    const verdict = await decideVisit(services, { website, url: request.url ?? '', cookie });
    if (verdict.kind !== 'pass') {
      const headers = { 'Content-Length': '0', 'Cache-Control': 'no-store' };
      respondOn(given)
        .writeHead(verdict.kind === 'sign_in' ? 401 : 403, headers)
        .end();
      return;
    }
    const upstream = await upstreamFor(services, website, place, verdict.identity);
    if (!socket.destroyed) tunnelWebSocket(origin, given, { website, verdict }, upstream);
  };

  // What Node.js reads at each request; there is no way to give it to a server that stands.
  Object.assign(server.server, { shouldUpgradeCallback: isTaken });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    upgrade({ request, socket, head }).catch((error: unknown) => {
      services.gate.log.error({ err: error }, 'An upgrade failed and was refused.');
      socket.destroy();
    });
  });
}

/** Whether an `Origin` header names the website itself; a client that sends none is no browser. */
function isOwnOrigin(website: PublishedWebsite, origin: string | undefined): boolean {
  if (origin === undefined) return true;
  return isOriginOf(website, origin);
}
