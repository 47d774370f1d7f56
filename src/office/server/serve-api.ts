import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyInstance } from 'fastify';
import { apiPrefix } from '../../contract/common.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, RequestContext } from '../context.ts';
import { router } from '../router.ts';
import { toApiError } from './answer-error.ts';
import { answerError } from './answer-failures.ts';
import { refuseCrossSite } from './cross-site.ts';
import { contextOf } from './request-context.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Serves the contract's procedures under `/api`. */
export function serveApi(server: FastifyInstance, office: Office, cookie: SessionCookie): void {
  const handler = new OpenAPIHandler<RequestContext>(router, {
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          throw toApiError(error, context.language, office.log);
        }
      },
    ],
  });
  server.route({
    method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'],
    url: `${apiPrefix}/*`,
    handler: async (request, reply) => {
      refuseCrossSite(request, office.config.OFFICE_URL);
      const context = await contextOf(office, cookie, request, reply);
      reply.header('cache-control', 'no-store');
      const { matched } = await handler.handle(request, reply, { prefix: apiPrefix, context });
      if (!matched) return answerError(office, request, reply, new AppError('not_found'));
    },
  });
}
