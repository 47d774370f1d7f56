import type { IncomingMessage, ServerResponse } from 'node:http';

/** Requests whose sender waits for 100, and whether their connections would be kept otherwise. */
const waiting = new WeakMap<IncomingMessage, { readonly keepAlive: boolean }>();

/**
 * Leaves it to the website whether a body shall come (`Expect: 100-continue`, RFC 9110 §10.1.1). Until then the
 * connection is one that ends with the answer: nobody knows whether a body follows on it.
 */
export function leaveToWebsite(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, { keepAlive: response.shouldKeepAlive });
  response.shouldKeepAlive = false;
}

/** Whether a request's sender waits for 100 before the body. */
export function waitsForContinue(request: IncomingMessage): boolean {
  return waiting.has(request);
}

/** Has the body sent. */
export function sendContinue(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = waiting.get(request)?.keepAlive ?? response.shouldKeepAlive;
  response.writeContinue();
}
