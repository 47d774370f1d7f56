import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { canonicalHost, gatePrefix } from '../../core/paths.ts';
import { lingerAfterAnswer } from '../proxy/linger.ts';
import { hasBody } from '../proxy/request-framing.ts';
import { timeLimitsOf } from '../proxy/time-limits.ts';
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
import { emptyAnswer, sendByFastify } from './check-answer.ts';
import { checkForNginx } from './check-for-nginx.ts';
import { checkForProxy } from './check-for-proxy.ts';
import type { CheckServices } from './check-services.ts';
import { decideVisit } from './decide-visit.ts';
import { asEnvoyTakesIt, asTraefikTakesIt } from './for-traefik-and-envoy.ts';
import { envoyPath, type ForwardedVisit, visitFromEnvoy } from './forwarded-visit.ts';
import { signInPath } from './sign-in-location.ts';
import { registerMe } from './who-is-there.ts';

/**
 * The check (GATE.md "Forward-auth"): `/_gate/check` and, for some servers, a path below it; and what websites need:
 * `/_gate/jwks.json`, `/_gate/me.json`, `/_gate/no-access`. Most checks never get here (check-first.ts).
 */
export function registerCheck(
  server: FastifyInstance,
  services: CheckServices,
  pages: GatePages = {},
  { lingerMs } = timeLimitsOf(services.gate.config),
): void {
  server.register(async (scope) => {
    // Nobody has to send a body here; one that comes byte by byte must not hold its connection (CWE-400).
    scope.addHook('onRequest', async ({ raw }, reply) => {
      if (hasBody(raw)) lingerAfterAnswer(raw, reply.raw, lingerMs);
    });
    // Whatever the body is, the check neither needs nor reads it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${gatePrefix}/check/nginx`, async (request, reply) =>
      sendByFastify(reply, await checkForNginx(services, request.raw)),
    );
    scope.all(`${gatePrefix}/check`, (request, reply) => answerProxy(services, pages, request, reply));
    scope.all(`${gatePrefix}/check/traefik`, (request, reply) =>
      answerProxy(services, pages, request, reply, { asItTakesIt: asTraefikTakesIt }),
    );
    scope.all(`${envoyPath}/*`, (request, reply) =>
      answerProxy(services, pages, request, reply, {
        readVisit: visitFromEnvoy,
        asItTakesIt: asEnvoyTakesIt,
      }),
    );
    scope.get(`${gatePrefix}/no-access`, (request, reply) => showNoAccess(services, pages, request, reply));
    scope.get(`${gatePrefix}/jwks.json`, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(services.assertions.jwks),
    );
    registerMe(scope, services);
  });
}

/** What is special about a server that asks. */
interface Manners {
  readonly readVisit?: typeof visitFromEnvoy;
  readonly asItTakesIt?: typeof asEnvoyTakesIt;
}

/** For Caddy, Traefik, HAProxy and Envoy, which hand any answer but 2xx to the visitor as it is. */
async function answerProxy(
  services: CheckServices,
  pages: GatePages,
  request: FastifyRequest,
  reply: FastifyReply,
  { readVisit, asItTakesIt }: Manners = {},
): Promise<FastifyReply> {
  const checked = await checkForProxy(services, request.raw, readVisit);
  if (checked.kind === 'answer') {
    return sendByFastify(reply, asItTakesIt?.(checked.answer, request.raw) ?? checked.answer);
  }
  const { website } = checked;
  try {
    if (checked.kind === 'not_understood') {
      return await answerFailed(request, reply, website, 'address_not_understood', pages);
    }
    const { verdict, visit } = checked;
    if (verdict.kind === 'refuse') {
      return await answerRefused(request, reply, { website, ...verdict }, pages);
    }
    return askToSignIn(request, reply, website, visit, originOf(website, visit));
  } catch (error) {
    request.log.error({ err: error }, 'The check failed and refused.');
    return sendByFastify(reply, emptyAnswer(403));
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

/** Without a body and with `Content-Length: 0`, so that nginx keeps its connection (GATE.md). */
function empty(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).header('content-length', '0').send();
}
