import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage } from '../../core/language.ts';
import type { Office, RequestContext } from '../context.ts';
import { findSession } from '../session/find-session.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What is known of a request before any route runs: who sends it, in which language, from where. */
export async function contextOf(
  office: Office,
  cookie: SessionCookie,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const sessionToken = cookie.read(request);
  const employee = sessionToken === null ? null : await findSession(office, sessionToken);
  return {
    office,
    employee,
    language: chooseLanguage([employee?.language], request.headers['accept-language'], 'nl'),
    sessionToken,
    setSession: (token) => cookie.write(reply, token),
    remoteAddress: request.ip,
  };
}
