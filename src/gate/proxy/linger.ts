import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Reads on what a visitor still sends after the answer, for a while: whoever is cut off in the middle of an upload
 * never sees the answer. Afterwards the connection ends.
 */
export function lingerAfterAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  lingerMs: number,
): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.unpipe();
    request.resume();
    const timer = setTimeout(() => request.socket.destroy(), lingerMs).unref();
    const end = (): void => clearTimeout(timer);
    request.once('end', end);
    request.once('close', end);
  });
}
