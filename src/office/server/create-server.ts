import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Office } from '../context.ts';
import { answerFailures } from './answer-failures.ts';
import { logRequests } from './log-requests.ts';

/** Most bytes of a JSON body; files come over the route of the import, which streams them. */
const largestBody = 2 * 1024 * 1024;

/** The office's web server without routes: headers, cookies, compression, bodies, log and error answers. */
export async function createServer(office: Office): Promise<FastifyInstance> {
  const { config } = office;
  const server = Fastify({
    logger: false,
    trustProxy: config.TRUSTED_PROXIES.split(',').map((peer) => peer.trim()),
    bodyLimit: largestBody,
    requestTimeout: 0,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  await server.register(cookie);
  await server.register(helmet, securityHeaders(config.OFFICE_URL?.startsWith('https://') ?? false));
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  takeJsonOnly(server);
  logRequests(server, office.log);
  answerFailures(server, office);
  return server;
}

/** Nothing but our own files, no script in the page, in no frame (OWASP Secure Headers). */
function securityHeaders(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' as const },
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}

/**
 * JSON is parsed here, so that the limit on bodies holds, and oRPC takes it from the request. A body of another
 * kind is refused with 415, which keeps the forms of foreign pages out as well.
 */
function takeJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, JSON.parse(body.toString()));
    } catch {
      done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }), undefined);
    }
  });
}
