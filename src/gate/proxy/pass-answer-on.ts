import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnswerRules, answerHeaders } from './answer-headers.ts';

/**
 * Passes a website's answer on to the visitor. One that breaks off, or can't be passed on as it came (a status that
 * is none, control characters), breaks off for the visitor too: it never ends the gate.
 */
export function passAnswerOn(answer: IncomingMessage, visitor: ServerResponse, rules: AnswerRules): void {
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
  answer.pipe(visitor);
}
