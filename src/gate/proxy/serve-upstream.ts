import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerFailed, type GatePages } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { passAnswerOn } from './pass-answer-on.ts';
import type { Passed } from './serve-folder.ts';
import { requestUpstream, type Upstream } from './upstream-request.ts';

/** How long a website may take to begin its answer. */
const patienceMs = 120_000;

/**
 * Passes a request on to the website and its answer back, both as streams. The answer is cut when the visitor
 * loses access meanwhile (I2). A website that does not answer gets the visitor a plain page with 502.
 */
export async function serveUpstream(
  services: CheckServices,
  pages: GatePages,
  request: FastifyRequest,
  reply: FastifyReply,
  passed: Passed,
  upstream: Upstream,
): Promise<FastifyReply> {
  const { website, verdict } = passed;
  const { raw } = request;
  const ended = new AbortController();
  const unwatch = services.connections.add({
    websiteId: website.id,
    url: raw.url ?? '',
    session: verdict.identity,
    cut: () => raw.socket.destroy(),
  });
  reply.raw.once('close', () => {
    unwatch();
    ended.abort();
  });
  let answer: IncomingMessage;
  try {
    answer = await answerOf(upstream, raw, ended.signal, isRepeatable(raw));
  } catch (error) {
    if (raw.socket.destroyed) return reply.hijack();
    request.log.warn({ err: error, websiteId: website.id }, 'The website behind the gate does not answer.');
    return answerFailed(request, reply, website, 'website_down', pages);
  }
  const isPrivate = verdict.protected || verdict.identity !== null;
  const rules = { address: upstream.address, secure: website.secure, isPrivate };
  reply.hijack();
  passAnswerOn(answer, reply.raw, rules);
  return reply;
}

/** The website's answer. A request without body is sent once more where a kept connection had just been closed. */
function answerOf(
  upstream: Upstream,
  raw: IncomingMessage,
  ended: AbortSignal,
  mayRepeat: boolean,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const framing = raw.headers['transfer-encoding'] === undefined ? [] : [chunked];
    const outgoing = requestUpstream(upstream, raw, framing);
    const tooSlow = setTimeout(() => outgoing.destroy(new Error('no answer in time')), patienceMs);
    const end = (): void => void outgoing.destroy();
    let isAnswered = false;
    ended.addEventListener('abort', end, { once: true });
    outgoing.once('response', (answer) => {
      clearTimeout(tooSlow);
      isAnswered = true;
      resolve(answer);
    });
    // Nobody asked for it; without this handler the request would neither be answered nor fail.
    outgoing.once('upgrade', (_answer, socket) => {
      clearTimeout(tooSlow);
      socket.destroy();
      reject(new Error('it switched protocols unasked'));
    });
    outgoing.on('error', (error) => {
      clearTimeout(tooSlow);
      ended.removeEventListener('abort', end);
      if (mayRepeat && outgoing.reusedSocket && !isAnswered && !ended.aborted) {
        answerOf(upstream, raw, ended, false).then(resolve, reject);
      } else reject(error);
    });
    if (hasBody(raw)) raw.pipe(outgoing);
    else outgoing.end();
  });
}

const chunked = ['Transfer-Encoding', 'chunked'] as const;

function hasBody(raw: IncomingMessage): boolean {
  const length = raw.headers['content-length'];
  return raw.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function isRepeatable(raw: IncomingMessage): boolean {
  return !hasBody(raw) && (raw.method === 'GET' || raw.method === 'HEAD');
}
