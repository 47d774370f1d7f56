import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../core/errors.ts';
import { answerFailed, type GatePages } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { askWebsite, VisitorTooSlow, WebsiteTooSlow } from './ask-website.ts';
import { isLooping } from './loop-mark.ts';
import { passAnswerOn } from './pass-answer-on.ts';
import { createPatience } from './patience.ts';
import type { Passed } from './serve-folder.ts';
import { sessionUse } from './session-use.ts';
import type { TimeLimits } from './time-limits.ts';
import type { UpstreamAgents } from './upstream-agents.ts';
import { answerRules, type Upstream } from './upstream-request.ts';

/** What passing on needs besides the request. */
export interface UpstreamOrigin {
  readonly services: CheckServices;
  readonly pages: GatePages;
  readonly agents: UpstreamAgents;
  readonly limits: TimeLimits;
}

/**
 * Passes a request on to the website and its answer back, both as streams. Either is cut when the visitor loses
 * access meanwhile (I2). A website that does not answer gets the visitor a plain page, 502 or 504.
 */
export async function serveUpstream(
  { services, pages, agents, limits }: UpstreamOrigin,
  request: FastifyRequest,
  reply: FastifyReply,
  { website, verdict }: Passed,
  upstream: Upstream,
): Promise<FastifyReply> {
  const { raw: incoming } = request;
  const visitor = reply.raw;
  if (isLooping(incoming, website)) {
    request.log.error({ websiteId: website.id }, 'The address of a website leads back to the gate.');
    return answerFailed(request, reply, website, 'website_down', pages);
  }
  const ended = new AbortController();
  const patience = createPatience();
  const unwatch = services.connections.add({
    websiteId: website.id,
    url: incoming.url ?? '',
    session: verdict.identity,
    cut: () => incoming.socket.destroy(),
  });
  visitor.once('close', () => {
    unwatch();
    patience.end();
    ended.abort();
  });
  const used = sessionUse(services, verdict.identity);
  let answer: IncomingMessage;
  try {
    answer = await askWebsite({
      upstream,
      agents,
      incoming,
      visitor,
      used,
      ended: ended.signal,
      patience,
      limits,
    });
  } catch (error) {
    if (error instanceof VisitorTooSlow) incoming.socket.destroy();
    if (incoming.socket.destroyed) return reply.hijack();
    request.log.warn({ err: error, websiteId: website.id }, 'The website behind the gate does not answer.');
    return answerFailed(request, reply, website, failureOf(error), pages);
  }
  const isPrivate = verdict.protected || verdict.identity !== null;
  const rules = answerRules(upstream, isPrivate);
  reply.hijack();
  passAnswerOn(answer, visitor, rules, { patience, used, idleMs: limits.idleMs });
  return reply;
}

/** What the visitor is told about a website that does not answer. */
export function failureOf(error: unknown): ErrorCode {
  return error instanceof WebsiteTooSlow ? 'website_slow' : 'website_down';
}
