import type { IncomingMessage } from 'node:http';

/**
 * Whether the gate and a server behind it could read a request's host or the end of its body differently (request
 * smuggling). Most of these never get past the parser of Node.js: two lengths, a length with a transfer coding, folded
 * lines, bare LF. What it lets through and no website gets: several `Host` headers (RFC 9112 §3.2), a transfer coding
 * other than `chunked` (§6.1), any in HTTP/1.0 (§6.1), and a version of HTTP that this is not.
 */
export function isFramedAmbiguously(request: IncomingMessage): boolean {
  const { httpVersion, headers, rawHeaders } = request;
  const coding = headers['transfer-encoding'];
  if (httpVersion !== '1.1' && (httpVersion !== '1.0' || coding !== undefined)) return true;
  if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked') return true;
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length > 1;
}

/** Whether a request carries a body, by its headers (RFC 9112 §6.3). */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && Number(length) !== 0);
}

/** Methods of which two have the effect of one (RFC 9110 §9.2.2, RFC 4918, RFC 3253, RFC 5323). */
const idempotent = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'DELETE',
  'PROPFIND',
  'REPORT',
  'SEARCH',
  'QUERY',
]);

/** Whether a request may be sent once more without asking: idempotent, and without a body that is gone by then. */
export function isRepeatable(request: IncomingMessage): boolean {
  return idempotent.has(request.method ?? '') && !hasBody(request);
}

/** Whether a request asks to become a WebSocket (RFC 6455 §4.2.1). With a body it can't be one. */
export function asksForWebSocket(request: IncomingMessage): boolean {
  const isUpgrade = request.headers.upgrade?.trim().toLowerCase() === 'websocket';
  return isUpgrade && request.method === 'GET' && request.httpVersion === '1.1' && !hasBody(request);
}
