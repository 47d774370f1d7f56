import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ownPlaces } from '../../config.ts';
import { isGatePath, parsePath } from '../../core/paths.ts';
import { answerFailed, type GatePages } from '../check/answers.ts';
import { emptyAnswer, sendByFastify } from '../check/check-answer.ts';
import type { CheckServices } from '../check/check-services.ts';
import { decideVisit } from '../check/decide-visit.ts';
import { welcomePathFor } from '../check/offer-sign-in.ts';
import { acceptMethods } from './accept-methods.ts';
import { acceptUpgrades } from './accept-upgrades.ts';
import { answerVerdict } from './answer-verdict.ts';
import { leaveToWebsite } from './expectations.ts';
import { lingerAfterAnswer } from './linger.ts';
import { isFramedAmbiguously } from './request-framing.ts';
import { createFolderOrigin, type Passed } from './serve-folder.ts';
import { serveUpstream, type UpstreamOrigin } from './serve-upstream.ts';
import { timeLimitsOf } from './time-limits.ts';
import { createUpstreamAgents } from './upstream-agents.ts';
import { upstreamFor, upstreamWebsite } from './upstream-website.ts';

/**
 * Serves the websites themselves on the gate's port, for everything that is no page of the gate: out of a folder,
 * or passed on to an upstream with who is there. Behind the user's own web server (`forward_auth`) there is only
 * `/_gate/`. Register it on the server that listens, whose `upgrade` events it takes.
 */
export function registerOrigin(
  server: FastifyInstance,
  services: CheckServices,
  pages: GatePages = {},
  limits = timeLimitsOf(services.gate.config),
): void {
  const agents = createUpstreamAgents(ownPlaces(services.gate.config));
  const origin: UpstreamOrigin = { services, pages, agents, limits };
  const serveFolder = createFolderOrigin(services, pages, limits);

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    lingerAfterAnswer(request.raw, reply.raw, limits.lingerMs);
    const website = services.websites.find(request.headers.host);
    if (website === undefined) return answerFailed(request, reply, undefined, 'website_unknown', pages);
    const url = request.raw.url ?? '';
    const parsed = parsePath(url);
    if (parsed.suspicious || isFramedAmbiguously(request.raw)) {
      return answerFailed(request, reply, website, 'address_not_understood', pages);
    }
    const { origin: place } = website.settings;
    if (isGatePath(parsed.path) || place.kind === 'forward_auth') {
      return answerFailed(request, reply, website, 'page_not_found', pages);
    }
    // It would send the visitor's cookies, and who is there, back to whatever script asked (RFC 9110 §9.3.8).
    if (request.method === 'TRACE') return answerFailed(request, reply, website, 'method_not_allowed', pages);
    const verdict = await decideVisit(services, { website, url, cookie: request.headers.cookie });
    if (verdict.kind !== 'pass') return answerVerdict(request, reply, website, verdict, pages);
    const welcome = welcomePathFor(services, website, verdict, { url, method: request.method }, request);
    if (welcome !== null) return sendByFastify(reply, emptyAnswer(302, ['Location', welcome]));
    const passed: Passed = { website, verdict };
    if (place.kind === 'folder') return serveFolder(request, reply, place.folder, passed);
    const upstream = await upstreamFor(services, website, place, verdict.identity);
    return serveUpstream(origin, request, reply, passed, upstream);
  };

  acceptMethods(server);
  server.register(async (scope) => {
    // Before anything of a body is read: it belongs to the website, whatever its type says, and passes as it comes.
    scope.addHook('onRequest', serve);
    scope.all('/*', (_request, reply) => reply);
    scope.addHook('onClose', async () => agents.destroy());
  });
  acceptUpgrades(server, origin);
  server.server.on('checkContinue', (request, response) => {
    if (upstreamWebsite(services.websites, request) === null) response.writeContinue();
    else leaveToWebsite(request, response);
    server.server.emit('request', request, response);
  });
}
