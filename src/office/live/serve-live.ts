import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { apiPrefix, id } from '../../contract/common.ts';
import { AppError } from '../../core/errors.ts';
import { authorise } from '../api.ts';
import type { Office } from '../context.ts';
import { contextOf } from '../server/request-context.ts';
import type { SessionCookie } from '../server/session-cookie.ts';
import { findSession } from '../session/find-session.ts';
import type { LiveHub } from './live-hub.ts';

const params = z.object({ companyId: id });
/** Often enough that no proxy takes the connection for dead, and that a session's end is noticed. */
const heartbeatMs = 20_000;
/** Streams of one session, more than anybody has screens open; of more the oldest ends. */
const mostStreams = 20;

/**
 * `GET /api/companies/{companyId}/live`: server-sent events, one for each topic that changed (HTML Living Standard,
 * Server-sent events). Ends with the session, with the role in the company (I8), and when the office stops.
 */
export function serveLive(
  server: FastifyInstance,
  office: Office,
  cookie: SessionCookie,
  hub: LiveHub,
): void {
  const open = new Map<() => void, string>();
  server.addHook('preClose', async () => {
    for (const end of open.keys()) end();
  });
  server.get(`${apiPrefix}/companies/:companyId/live`, async (request, reply) => {
    const parsed = params.safeParse(request.params);
    if (!parsed.success) throw new AppError('not_found');
    const context = await contextOf(office, cookie, request, reply);
    const { companyId } = authorise(context, parsed.data.companyId);
    const { sessionToken } = context;
    reply.hijack();
    const response = reply.raw;
    // Who has gone already sends no `close` any more.
    if (response.destroyed || sessionToken === null) return void response.destroy();
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 2000\n\n');
    const unsubscribe = hub.subscribe(companyId, (topic) => response.write(`data: ${topic}\n\n`));
    const stillAllowed = async () =>
      (await findSession(office, sessionToken, { seen: false }))?.companies.has(companyId) === true;
    const heartbeat = setInterval(() => {
      stillAllowed().then(
        (allowed) => (allowed ? response.write(': here\n\n') : end()),
        () => end(),
      );
    }, heartbeatMs);
    const end = () => {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(end);
      response.end();
    };
    open.set(end, sessionToken);
    const [oldest, ...others] = [...open].filter(([, token]) => token === sessionToken);
    if (oldest !== undefined && others.length >= mostStreams) oldest[0]();
    response.on('close', end).on('error', end);
  });
}
