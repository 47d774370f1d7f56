import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { sendContinue, waitsForContinue } from './expectations.ts';
import type { Patience } from './patience.ts';
import { hasBody, isRepeatable } from './request-framing.ts';
import type { TimeLimits } from './time-limits.ts';
import { passOnTrailers, takesTrailers } from './trailers.ts';
import type { AgentPair, UpstreamAgents } from './upstream-agents.ts';
import { requestUpstream, type Upstream } from './upstream-request.ts';

/** The website did not do in time what it had to. */
export class WebsiteTooSlow extends Error {}
/** The visitor stopped sending in the middle of a body. */
export class VisitorTooSlow extends Error {}

/** A visitor's request on its way to a website. */
export interface Exchange {
  readonly upstream: Upstream;
  readonly agents: UpstreamAgents;
  readonly incoming: IncomingMessage;
  readonly visitor: ServerResponse;
  /** Called as pieces of the body come in (`sessionUse`). */
  readonly used: () => void;
  /** The visitor has left or was cut off. */
  readonly ended: AbortSignal;
  readonly patience: Patience;
  readonly limits: TimeLimits;
}

/**
 * Sends the visitor's request to the website and resolves with the answer, once it begins. A request that may be sent
 * twice is, on a connection of its own, where a kept one had been closed by the website (RFC 9112 §9.3.1).
 * @throws WebsiteTooSlow, VisitorTooSlow, and what the connection throws
 */
export async function askWebsite(exchange: Exchange): Promise<IncomingMessage> {
  const { kept, fresh } = exchange.agents;
  try {
    return await askOnce(exchange, kept);
  } catch (error) {
    const mayRepeat = error instanceof ClosedMeanwhile && isRepeatable(exchange.incoming);
    if (!mayRepeat || exchange.ended.aborted) throw error;
    return askOnce(exchange, fresh);
  }
}

/** A kept connection was closed before anything of the answer came. */
class ClosedMeanwhile extends Error {}

function askOnce(exchange: Exchange, agents: AgentPair): Promise<IncomingMessage> {
  const { upstream, incoming, ended, patience, limits } = exchange;
  return new Promise((resolve, reject) => {
    const outgoing = requestUpstream(upstream, incoming, agents, ownHeaders(incoming));
    const tooSlow = (what: string) => () => void outgoing.destroy(new WebsiteTooSlow(what));
    const end = (): void => void outgoing.destroy();
    ended.addEventListener('abort', end, { once: true });
    let isAnswered = false;
    let isConnected = false;
    const awaitAnswer = (): void => {
      if (!isAnswered) patience.waitFor(limits.answerMs, tooSlow('no answer in time'));
    };
    whileConnecting(outgoing, patience, limits, () => {
      isConnected = true;
      if (outgoing.writableFinished) return awaitAnswer();
      patience.whileMoving(limits.idleMs, () => {
        const isVisitors = !outgoing.writableEnded && !outgoing.writableNeedDrain;
        outgoing.destroy(
          isVisitors ? new VisitorTooSlow('the body stopped') : new WebsiteTooSlow('it takes no more'),
        );
      });
    });
    outgoing.once('finish', () => {
      if (isConnected) awaitAnswer();
    });
    outgoing.once('response', (answer) => {
      isAnswered = true;
      resolve(answer);
    });
    // Nobody asked for it; without this handler the request would neither be answered nor fail.
    outgoing.once('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(new Error('it switched protocols unasked'));
    });
    passHintsOn(outgoing, exchange);
    outgoing.on('error', (error) => {
      ended.removeEventListener('abort', end);
      const isStale = outgoing.reusedSocket && !isAnswered && isClosing(error);
      reject(isStale ? new ClosedMeanwhile(error.message, { cause: error }) : error);
    });
    if (waitsForContinue(incoming)) awaitContinue(exchange, outgoing);
    else sendBody(exchange, outgoing);
  });
}

/** Headers about the connection to the website: how the body is framed, and what the gate can do. */
function ownHeaders(incoming: IncomingMessage): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  if (incoming.headers['transfer-encoding'] !== undefined) headers.push(['Transfer-Encoding', 'chunked']);
  if (takesTrailers(incoming.headers.te)) headers.push(['TE', 'trailers'], ['Connection', 'TE']);
  if (waitsForContinue(incoming)) headers.push(['Expect', '100-continue']);
  return headers;
}

/** Puts the limit on connecting and calls `connected` when it is done. */
export function whileConnecting(
  outgoing: ClientRequest,
  patience: Patience,
  { connectMs }: TimeLimits,
  connected: () => void,
): void {
  patience.waitFor(connectMs, () => void outgoing.destroy(new WebsiteTooSlow('no connection in time')));
  outgoing.once('socket', (socket) => {
    if (outgoing.reusedSocket) return connected();
    const isTls = 'encrypted' in socket;
    if (!isTls && !socket.connecting) return connected();
    socket.once(isTls ? 'secureConnect' : 'connect', connected);
  });
}

/** The body, as it comes; what comes faster than the website takes it waits with the visitor. */
function sendBody({ incoming, patience, used }: Exchange, outgoing: ClientRequest): void {
  if (!hasBody(incoming)) return void outgoing.end();
  outgoing.on('drain', patience.moved);
  incoming.on('data', () => {
    patience.moved();
    used();
  });
  incoming.once('end', () => {
    // Only a body in pieces has any.
    if (incoming.rawTrailers.length > 0) outgoing.addTrailers(passOnTrailers(incoming.rawTrailers));
  });
  // The website may have something to say before the first piece comes, such as that it wants none.
  if (incoming.readableLength === 0) outgoing.flushHeaders();
  incoming.pipe(outgoing);
}

/** Asks for the body once the website does, or has said nothing for a while (RFC 9110 §10.1.1). */
function awaitContinue(exchange: Exchange, outgoing: ClientRequest): void {
  const { visitor, limits } = exchange;
  let isDecided = false;
  const goOn = (): void => {
    clearTimeout(timer);
    if (isDecided) return;
    isDecided = true;
    sendContinue(exchange.incoming, visitor);
    sendBody(exchange, outgoing);
  };
  const timer = setTimeout(goOn, limits.continueMs).unref();
  const stay = (): void => {
    clearTimeout(timer);
    isDecided = true;
  };
  outgoing.once('continue', goOn);
  outgoing.once('response', stay);
  outgoing.once('close', stay);
  outgoing.flushHeaders();
}

/**
 * 103 Early Hints (RFC 8297) go on to browsers that load a page, which understand them; some other clients take any
 * but 100 for the answer itself.
 */
function passHintsOn(outgoing: ClientRequest, { incoming, visitor }: Exchange): void {
  if (incoming.headers['sec-fetch-mode'] !== 'navigate' || incoming.httpVersion !== '1.1') return;
  outgoing.on('information', ({ statusCode, headers }) => {
    if (statusCode !== 103 || visitor.headersSent) return;
    try {
      visitor.writeEarlyHints({ link: String(headers.link ?? '').split(/\s*,\s*(?=<)/) });
    } catch {
      // A hint that is no link; the answer does without.
    }
  });
}

function isClosing(error: Error): boolean {
  return 'code' in error && ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(String(error.code));
}
