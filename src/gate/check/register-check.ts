import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { canonicalHost, gatePrefix } from '../../core/paths.ts';
import { identityHeadersOf } from '../identity/identity-headers-of.ts';
import type { Session } from '../sessions/session.ts';
import { originFor, type PublishedWebsite } from '../websites/published-website.ts';
import {
  answerFailed,
  answerProblem,
  answerRefused,
  type GatePages,
  isPageLoad,
  languageOf,
  uncached,
} from './answers.ts';
import type { CheckServices } from './check-services.ts';
import { decideVisit, type Verdict } from './decide-visit.ts';
import { type ForwardedVisit, visitFromNginx, visitFromProxy } from './forwarded-visit.ts';
import { signInPath } from './sign-in-location.ts';
import { registerMe } from './who-is-there.ts';

/**
 * The check (GATE.md "Forward-auth"): `/_gate/check/nginx`, `/_gate/check`, and what websites need beside it:
 * `/_gate/jwks.json`, `/_gate/me.json`, `/_gate/no-access`.
 */
export function registerCheck(server: FastifyInstance, services: CheckServices, pages: GatePages = {}): void {
  server.register(async (scope) => {
    // Whatever the body is, the check neither needs nor reads it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${gatePrefix}/check/nginx`, (request, reply) => checkForNginx(services, request, reply));
    scope.all(`${gatePrefix}/check`, (request, reply) => checkForProxy(services, pages, request, reply));
    scope.get(`${gatePrefix}/no-access`, (request, reply) => showNoAccess(services, pages, request, reply));
    scope.get(`${gatePrefix}/jwks.json`, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(services.assertions.jwks),
    );
    registerMe(scope, services);
  });
}

/**
 * For nginx, which takes any answer but 2xx, 401 and 403 for a failure of its own: never redirects, but says in
 * `Location` where to sign in and in `Gatehouse-Page-Load` whether a redirect would be any use.
 */
async function checkForNginx(services: CheckServices, request: FastifyRequest, reply: FastifyReply) {
  reply.headers(uncached);
  try {
    const visit = visitFromNginx(asking(request), services.trusted);
    const website = services.websites.find(visit.host);
    if (website === undefined) return empty(reply, 403);
    const verdict = await decide(services, website, visit, request);
    if (verdict.kind === 'pass') return await pass(services, website, verdict.identity, reply);
    if (verdict.kind === 'refuse') return empty(reply, 403);
    reply.header('location', `${originOf(website, visit)}${signInPath(visit.url, visit.method)}`);
    reply.header('gatehouse-page-load', isPageLoad(request.headers) ? 'yes' : 'no');
    return empty(reply, 401);
  } catch (error) {
    request.log.error({ err: error }, 'The check failed and refused.');
    return empty(reply, 403);
  }
}

/** For Caddy, Traefik and HAProxy, which hand any answer but 2xx to the visitor as it is. */
async function checkForProxy(
  services: CheckServices,
  pages: GatePages,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  try {
    reply.headers(uncached);
    const visit = visitFromProxy(asking(request), services.trusted);
    const website = services.websites.find(visit.host);
    if (website === undefined) return empty(reply, 404);
    if (visit.url === null)
      return await answerFailed(request, reply, website, 'address_not_understood', pages);
    const verdict = await decide(services, website, visit, request);
    if (verdict.kind === 'pass') return await pass(services, website, verdict.identity, reply);
    if (verdict.kind === 'refuse') {
      return await answerRefused(request, reply, { website, ...verdict }, pages);
    }
    return askToSignIn(request, reply, website, visit, originOf(website, visit));
  } catch (error) {
    request.log.error({ err: error }, 'The check failed and refused.');
    return empty(reply, 403);
  }
}

/** Sends a visitor to the sign-in page: 302, 303 for what is no GET, 401 for what is no page load (GATE.md). */
export function askToSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  website: PublishedWebsite,
  visit: { readonly url: string | null; readonly method: string },
  origin: string,
): FastifyReply {
  if (!isPageLoad(request.headers)) {
    return answerProblem(reply, 'sign_in_needed', languageOf(request, website, null));
  }
  const isRead = visit.method === 'GET' || visit.method === 'HEAD';
  reply.headers(uncached).header('location', `${origin}${signInPath(visit.url, visit.method)}`);
  return empty(reply, isRead ? 302 : 303);
}

function decide(
  services: CheckServices,
  website: PublishedWebsite,
  visit: ForwardedVisit,
  request: FastifyRequest,
): Verdict | Promise<Verdict> {
  // A server that does not say which page it asks about is answered as for one that is protected.
  const url = visit.url ?? '';
  return decideVisit(services, { website, url, cookie: request.headers.cookie });
}

async function pass(
  services: CheckServices,
  website: PublishedWebsite,
  session: Session | null,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return reply
    .code(204)
    .headers(await identityHeadersOf(services.assertions, website, session))
    .send();
}

/** The page behind nginx's `error_page 403`. */
async function showNoAccess(
  services: CheckServices,
  pages: GatePages,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const website = services.websites.find(request.headers.host);
  if (website === undefined) return answerFailed(request, reply, undefined, 'website_unknown', pages);
  // Asked about the start page of a website closed whole, so that it tells why somebody can't enter.
  const closed = { ...website, settings: { ...website.settings, protection: 'whole' as const } };
  const verdict = await decideVisit(services, { website: closed, url: '/', cookie: request.headers.cookie });
  if (verdict.kind === 'refuse') return answerRefused(request, reply, { website, ...verdict }, pages);
  if (verdict.kind === 'sign_in') {
    return askToSignIn(request, reply, website, { url: '/', method: 'GET' }, '');
  }
  return empty(reply.headers(uncached).header('location', '/'), 302);
}

function originOf(website: PublishedWebsite, visit: ForwardedVisit): string {
  return originFor(website, canonicalHost(visit.host ?? '') ?? '');
}

function asking(request: FastifyRequest) {
  return { headers: request.headers, remoteAddress: request.socket.remoteAddress };
}

/** Without a body and with `Content-Length: 0`, so that nginx keeps its connection (GATE.md). */
function empty(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).header('content-length', '0').send();
}
