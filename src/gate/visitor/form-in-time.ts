import type { FastifyReply, FastifyRequest } from 'fastify';
import { uncached } from '../check/answers.ts';
import { hasBody } from '../proxy/request-framing.ts';

/**
 * A hook (`onRequest`) for the gate's own pages: a form that has not come whole after `formMs` gets 408 and the end of its
 * connection. Else whoever sends a byte now and then, on many connections, leaves none for others (CWE-400).
 */
export function formInTime(formMs: number) {
  return async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!hasBody(raw)) return;
    const timer = setTimeout(() => {
      reply.hijack();
      reply.raw.writeHead(408, { ...uncached, 'content-length': '0', connection: 'close' }).end();
    }, formMs).unref();
    const end = (): void => clearTimeout(timer);
    raw.once('end', end);
    raw.once('close', end);
  };
}
