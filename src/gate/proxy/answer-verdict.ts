import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerRefused, type GatePages } from '../check/answers.ts';
import type { Verdict } from '../check/decide-visit.ts';
import { askToSignIn } from '../check/register-check.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** Answers who may not pass, on the website's own address: to sign-in, or 403. */
export async function answerVerdict(
  request: FastifyRequest,
  reply: FastifyReply,
  website: PublishedWebsite,
  verdict: Exclude<Verdict, { kind: 'pass' }>,
  pages: GatePages,
): Promise<FastifyReply> {
  if (verdict.kind === 'refuse') return answerRefused(request, reply, { website, ...verdict }, pages);
  const visit = { url: request.raw.url ?? null, method: request.method };
  return askToSignIn(request, reply, website, visit, '');
}
