import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiPrefix } from '../../contract/common.ts';
import { AppError } from '../../core/errors.ts';
import { chooseLanguage } from '../../core/language.ts';
import type { Office } from '../context.ts';
import { toApiError } from './answer-error.ts';

/** Answers what a route of Fastify throws in the shape of the API: code, message in the person's language, data. */
export function answerFailures(server: FastifyInstance, office: Office): void {
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    const known = status >= 400 && status < 500 && !(error instanceof AppError);
    return answerError(office, request, reply, known ? new AppError(codeOf(status)) : error);
  });
}

/** Sends an error as the API does; for routes that are not oRPC's. */
export function answerError(office: Office, request: FastifyRequest, reply: FastifyReply, error: unknown) {
  const language = chooseLanguage([], request.headers['accept-language'], 'nl');
  const answer = toApiError(error, language, office.log);
  return reply.code(answer.status).header('cache-control', 'no-store').send(answer.toJSON());
}

/** Whether a request is for the API, whose answers are JSON also where nothing is found. */
export function isApiRequest(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  return path === apiPrefix || path.startsWith(`${apiPrefix}/`);
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** Fastify's own refusals: a body that is too large, of another kind or broken, an address that can't be read. */
function codeOf(status: number): 'body_too_large' | 'body_unreadable' | 'not_found' {
  if (status === 413) return 'body_too_large';
  return status === 404 ? 'not_found' : 'body_unreadable';
}
