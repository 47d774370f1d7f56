import { describe, expect, it } from 'vitest';
import { createEventStreamWatch } from './event-stream-watch.ts';

/** What is said of each of these pieces of one stream. */
function said(...pieces: string[]): boolean[] {
  const isForPage = createEventStreamWatch();
  return pieces.map((piece) => isForPage(Buffer.from(piece)));
}

describe('what of an event stream is meant for the page', () => {
  it('comments and empty lines are not, by whatever line ends (WHATWG HTML §9.2.6)', () => {
    expect(said(': \n\n', ':keep-alive\r\n\r\n', '\n', ':\r\r', '')).toEqual(Array(5).fill(false));
  });

  it('fields are', () => {
    expect(said('data: x\n\n', 'id: 1\n', 'retry: 10\n', 'data')).toEqual(Array(4).fill(true));
  });

  it('in pieces that end anywhere', () => {
    expect(said(': ', 'data: no', 'ne\n', 'da', 'ta: : x', '\n', ':', ' y', '\n\n')).toEqual([
      ...[false, false, false],
      ...[true, true, false],
      ...[false, false, false],
    ]);
  });

  it('an event behind a comment', () => {
    expect(said(': \n\ndata: x\n\n: \n')).toEqual([true]);
  });
});
