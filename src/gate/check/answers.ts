import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessRule } from '../../core/access.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import { chooseVisitorLanguage, isVisitorLanguage, type VisitorLanguage } from '../../core/language.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { plainPage } from './plain-page.ts';

/** Somebody signed in who may not have what was asked for. */
export interface Refused {
  readonly website: PublishedWebsite;
  readonly session: Session;
  readonly failed: AccessRule;
}

/** Pages that the visitor side draws; without it they are plain. */
export interface GatePages {
  /** HTML of the page for somebody who is signed in and has no access; sent with 403. */
  refused?(request: FastifyRequest, refused: Refused): string | Promise<string>;
  /** HTML of a page about an error of the website itself (400, 404, 502). */
  failed?(request: FastifyRequest, website: PublishedWebsite, error: AppError): string | Promise<string>;
}

/**
 * Whether a request is a page load, to be answered with a page or a redirect; what scripts fetch gets an error in
 * JSON. `Sec-Fetch-Mode` decides where the browser sends it (Fetch Metadata), else `X-Requested-With` and `Accept`.
 */
export function isPageLoad(headers: FastifyRequest['headers']): boolean {
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  if (String(headers['x-requested-with'] ?? '').toLowerCase() === 'xmlhttprequest') return false;
  return String(headers.accept ?? '').includes('text/html');
}

/** The language for whoever sent a request: the person's, the browser's, the website's. */
export function languageOf(
  request: FastifyRequest,
  website: PublishedWebsite | undefined,
  session: Session | null,
): VisitorLanguage {
  const own = website?.settings.language;
  const accepted = request.headers['accept-language'];
  return chooseVisitorLanguage([session?.language], accepted, isVisitorLanguage(own) ? own : 'nl');
}

/** 403 to somebody who is signed in: the page to page loads, else a problem in JSON (RFC 9457). */
export async function answerRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
  pages: GatePages,
): Promise<FastifyReply> {
  const language = languageOf(request, refused.website, refused.session);
  if (!isPageLoad(request.headers)) return answerProblem(reply, 'access_refused', language);
  const error = new AppError('access_refused');
  const html = (await pages.refused?.(request, refused)) ?? plainPage(error, language);
  return reply.code(403).headers(uncached).type('text/html; charset=utf-8').send(html);
}

/** A small problem in JSON (RFC 9457). */
export function answerProblem(reply: FastifyReply, code: ErrorCode, language: VisitorLanguage): FastifyReply {
  const error = new AppError(code);
  const problem = { type: 'about:blank', status: error.status, code, title: error.in(language) };
  return reply
    .code(error.status)
    .headers(uncached)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** A page (or problem in JSON) about something that went wrong with a website. */
export async function answerFailed(
  request: FastifyRequest,
  reply: FastifyReply,
  website: PublishedWebsite | undefined,
  code: ErrorCode,
  pages: GatePages,
): Promise<FastifyReply> {
  const language = languageOf(request, website, null);
  if (!isPageLoad(request.headers)) return answerProblem(reply, code, language);
  const error = new AppError(code);
  const drawn = website === undefined ? undefined : await pages.failed?.(request, website, error);
  return reply
    .code(error.status)
    .headers(uncached)
    .type('text/html; charset=utf-8')
    .send(drawn ?? plainPage(error, language));
}

/** What depends on who asks must not be kept by anybody. */
export const uncached = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;
