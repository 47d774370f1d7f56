import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../core/errors.ts';
import { answerHeaders } from './answer-headers.ts';
import { WebsiteTooSlow, whileConnecting } from './ask-website.ts';
import { createFrameWatch } from './frame-watch.ts';
import { joinSockets, type TunnelEnd } from './join-sockets.ts';
import { passAnswerOn } from './pass-answer-on.ts';
import { createPatience } from './patience.ts';
import type { Passed } from './serve-folder.ts';
import { failureOf, type UpstreamOrigin } from './serve-upstream.ts';
import { sessionUse } from './session-use.ts';
import { answerRules, requestUpstream, type Upstream } from './upstream-request.ts';

/** An upgrade as Node.js hands it over. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What the visitor sent right behind the request. */
  readonly head: Buffer;
}

/**
 * Opens a WebSocket between visitor and website (RFC 6455) and passes bytes both ways. It is cut when the visitor
 * loses access (I2), and by nothing else as long as both sides are there. Messages, either way, count as use of the
 * session; what only keeps the socket open does not. A website that refuses answers like any other.
 */
export function tunnelWebSocket(
  { services, agents, limits }: UpstreamOrigin,
  { request, socket, head }: Upgrade,
  passed: Passed,
  upstream: Upstream,
): void {
  const { website, verdict } = passed;
  const isPrivate = verdict.protected || verdict.identity !== null;
  const rules = answerRules(upstream, isPrivate);
  const patience = createPatience();
  const used = sessionUse(services, verdict.identity);
  const outgoing = requestUpstream(upstream, request, agents.fresh, [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
  ]);
  const unwatch = services.connections.add({
    websiteId: website.id,
    url: request.url ?? '',
    session: verdict.identity,
    cut: () => {
      outgoing.destroy();
      socket.destroy();
    },
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    unwatch();
    patience.end();
    outgoing.destroy();
  });
  whileConnecting(outgoing, patience, limits, () => {
    const over = new WebsiteTooSlow('no answer in time');
    patience.waitFor(limits.answerMs, () => void outgoing.destroy(over));
  });
  outgoing.on('upgrade', (answer, inner, innerHead) => {
    patience.end();
    const headers = answerHeaders(answer, { ...rules, isUpgrade: true });
    const lines = headers.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`));
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`, 'latin1');
    const [visitorEnd, websiteEnd] = [
      { socket, head },
      { socket: inner, head: innerHead },
    ];
    for (const end of [visitorEnd, websiteEnd]) countFrames(end, used);
    joinSockets(visitorEnd, websiteEnd);
  });
  let isAnswered = false;
  outgoing.on('response', (answer) => {
    isAnswered = true;
    passAnswerOn(answer, respondOn({ request, socket }), rules, { patience, used, idleMs: limits.idleMs });
  });
  outgoing.on('error', (error) => {
    services.gate.log.warn(
      { err: error, websiteId: website.id },
      'A WebSocket can’t be opened or broke off.',
    );
    // After half an answer there is no other: the connection breaks off.
    if (isAnswered || !socket.writable) socket.destroy();
    else
      respondOn({ request, socket })
        .writeHead(new AppError(failureOf(error)).status)
        .end();
  });
  outgoing.end();
}

function countFrames({ socket, head }: TunnelEnd, used: () => void): void {
  const holdsData = createFrameWatch();
  const watch = (piece: Buffer): void => {
    if (holdsData(piece)) used();
  };
  watch(head);
  socket.on('data', watch);
}

/** An ordinary answer to an upgrade request; the connection ends with it. */
export function respondOn({ request, socket }: Pick<Upgrade, 'request' | 'socket'>): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  // What an HTTP server hands over with an upgrade is always a net.Socket (or one over TLS).
  response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0]);
  response.once('finish', () => socket.end());
  return response;
}
