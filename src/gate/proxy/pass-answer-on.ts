import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnswerRules, answerHeaders } from './answer-headers.ts';
import { createEventStreamWatch } from './event-stream-watch.ts';
import type { Patience } from './patience.ts';
import { passOnTrailers, takesTrailers } from './trailers.ts';

/** Under what an answer passes. */
export interface Passage {
  readonly patience: Patience;
  readonly idleMs: number;
  /** Called as pieces of the answer pass (`sessionUse`). */
  readonly used: () => void;
}

/**
 * Passes a website's answer on to the visitor, each piece as it comes. One that breaks off, or can't be passed on as it
 * came (a status that is none, control characters), breaks off for the visitor too: it never ends the gate. So does
 * one that stands still; a stream of events may be silent as long as it likes, where the visitor takes what comes.
 */
export function passAnswerOn(
  answer: IncomingMessage,
  visitor: ServerResponse,
  rules: AnswerRules,
  { patience, idleMs, used }: Passage,
): void {
  // Half an answer must look like half an answer: the connection breaks off.
  answer.on('error', () => visitor.destroy());
  answer.on('aborted', () => visitor.destroy());
  try {
    visitor.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer, rules));
    visitor.flushHeaders();
  } catch (error) {
    answer.destroy();
    visitor.destroy(error instanceof Error ? error : undefined);
    return;
  }
  const mayBeSilent = /^text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
  const isReadable = (answer.headers['content-encoding'] ?? 'identity') === 'identity';
  const countsAsUse = mayBeSilent && isReadable ? createEventStreamWatch() : () => true;
  patience.whileMoving(idleMs, () => {
    if (!mayBeSilent || visitor.writableNeedDrain) visitor.destroy();
  });
  answer.on('data', (piece: Buffer) => {
    patience.moved();
    if (countsAsUse(piece)) used();
  });
  visitor.on('drain', patience.moved);
  if (takesTrailers(visitor.req.headers.te)) {
    answer.once('end', () => {
      if (answer.rawTrailers.length > 0) visitor.addTrailers(passOnTrailers(answer.rawTrailers));
    });
  }
  // A visitor who is gone without a word is noticed, also where there is nothing to send.
  visitor.socket?.setKeepAlive(true, 30_000);
  answer.pipe(visitor);
}
