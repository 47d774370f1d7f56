import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ownPlaces } from '../../config.ts';
import { canonicalHost, isGatePath, parsePath } from '../../core/paths.ts';
import { answerFailed, type GatePages } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { decideVisit } from '../check/decide-visit.ts';
import { identityHeadersOf } from '../identity/identity-headers-of.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { answerVerdict } from './answer-verdict.ts';
import { createFolderOrigin, type Passed } from './serve-folder.ts';
import { serveUpstream } from './serve-upstream.ts';
import { respondOn, tunnelWebSocket, type Upgrade } from './tunnel-websocket.ts';
import { createUpstreamAgents, type Upstream } from './upstream-request.ts';

/**
 * Serves the websites themselves on the gate's port, for everything that is no page of the gate: out of a folder,
 * or passed on to an upstream with who is there. Behind the user's own web server (`forward_auth`) there is only
 * `/_gate/`. Register it on the server that listens, whose `upgrade` events it takes.
 */
export function registerOrigin(
  server: FastifyInstance,
  services: CheckServices,
  pages: GatePages = {},
): void {
  const agents = createUpstreamAgents(ownPlaces(services.gate.config));
  const serveFolder = createFolderOrigin(services, pages);

  const upstreamOf = async (website: PublishedWebsite, url: string, session: Session | null) => {
    const upstream: Upstream = {
      website,
      address: new URL(url),
      identity: await identityHeadersOf(services.assertions, website, session),
      trusted: services.trusted,
      agents,
    };
    return upstream;
  };

  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const website = services.websites.find(request.headers.host);
    if (website === undefined) return answerFailed(request, reply, undefined, 'website_unknown', pages);
    const url = request.raw.url ?? '';
    const parsed = parsePath(url);
    if (parsed.suspicious) return answerFailed(request, reply, website, 'address_not_understood', pages);
    const { origin } = website.settings;
    if (isGatePath(parsed.path) || origin.kind === 'forward_auth') {
      return answerFailed(request, reply, website, 'page_not_found', pages);
    }
    const verdict = await decideVisit(services, { website, url, cookie: request.headers.cookie });
    if (verdict.kind !== 'pass') return answerVerdict(request, reply, website, verdict, pages);
    const passed: Passed = { website, verdict };
    if (origin.kind === 'folder') return serveFolder(request, reply, origin.folder, passed);
    const upstream = await upstreamOf(website, origin.url, verdict.identity);
    return serveUpstream(services, pages, request, reply, passed, upstream);
  };

  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Bodies belong to the website and pass through as they come.
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    if (!scope.hasReplyDecorator('sendFile')) await scope.register(fastifyStatic, { serve: false });
    scope.all('/*', serve);
    scope.addHook('onClose', async () => {
      agents.http.destroy();
      agents.https.destroy();
    });
  });

  const upgrade = async (given: Upgrade): Promise<void> => {
    const { request, socket } = given;
    const website = services.websites.find(request.headers.host);
    const url = request.url ?? '';
    const parsed = parsePath(url);
    const origin = website?.settings.origin;
    const isWebSocket = request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket';
    const isInner = parsed.suspicious || isGatePath(parsed.path);
    if (website === undefined || origin?.kind !== 'upstream' || isInner || !isWebSocket) {
      // Answered like any other request: Caddy asks the check with the visitor's `Upgrade` header (GATE.md). A body
      // would not be read, so none is taken.
      const response = respondOn(given);
      if (request.method === 'GET' || request.method === 'HEAD') server.routing(request, response);
      else response.writeHead(400).end();
      return;
    }
    // A script of another site must not open a socket in the visitor's name.
    const cookie = isOwnOrigin(website, request.headers.origin) ? request.headers.cookie : undefined;
    const verdict = await decideVisit(services, { website, url, cookie });
    if (verdict.kind !== 'pass') {
      respondOn(given)
        .writeHead(verdict.kind === 'sign_in' ? 401 : 403, {
          'Content-Length': '0',
          'Cache-Control': 'no-store',
        })
        .end();
      return;
    }
    const upstream = await upstreamOf(website, origin.url, verdict.identity);
    if (socket.destroyed) return;
    tunnelWebSocket(services, given, { website, verdict }, upstream);
  };

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
  const host = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  const canonical = host === undefined ? null : canonicalHost(host);
  return canonical !== null && website.hosts.includes(canonical);
}
