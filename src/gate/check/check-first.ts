import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FastifyServerFactory } from 'fastify';
import { gatePrefix } from '../../core/paths.ts';
import { sendAtOnce } from './check-answer.ts';
import { checkForNginx } from './check-for-nginx.ts';
import { checkForProxy } from './check-for-proxy.ts';
import type { CheckServices } from './check-services.ts';

/** Longer than the 60 s for which nginx keeps a connection, so that it is never nginx that meets a closed one. */
const keepAliveMs = 72_000;

const nginxPath = `${gatePrefix}/check/nginx`;
const proxyPath = `${gatePrefix}/check`;

/**
 * The gate's HTTP server. A check that can be answered at once is, before Fastify looks for a route (DESIGN §5);
 * everything else goes on to Fastify, whose routes ask the same functions (register-check.ts).
 */
export function createCheckFirst(services: CheckServices): FastifyServerFactory {
  return (route) => {
    const server: Server = createServer((request, response) => {
      // While the server closes Fastify tells every client so.
      if (!server.listening || !answerAtOnce(services, request, response)) route(request, response);
    });
    server.keepAliveTimeout = keepAliveMs;
    // Large uploads take their time; for the head of a request Node.js has a limit of its own.
    server.requestTimeout = 0;
    return server;
  };
}

/** Answers a check where that takes no waiting and no page. Returns whether it did. */
function answerAtOnce(services: CheckServices, request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = '' } = request;
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(proxyPath) || hasBody(request)) return false;
  if (isAt(url, nginxPath)) {
    const answer = checkForNginx(services, request);
    if (answer instanceof Promise) return false;
    sendAtOnce(response, answer);
    return true;
  }
  if (!isAt(url, proxyPath)) return false;
  const checked = checkForProxy(services, request);
  if (checked instanceof Promise || checked.kind !== 'answer') return false;
  sendAtOnce(response, checked.answer);
  return true;
}

/** Whether a request target is this path; its query says nothing (Caddy appends the visitor's). */
function isAt(url: string, path: string): boolean {
  return url.startsWith(path) && (url.length === path.length || url[path.length] === '?');
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
