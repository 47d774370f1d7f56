import { describe, expect, it } from 'vitest';
import { createFrameWatch } from './frame-watch.ts';

/** A frame as a browser (masked) or a website sends it. */
function frame(opcode: number, length: number, masked: boolean): Buffer {
  const head = [0x80 | opcode];
  const mask = masked ? 0x80 : 0;
  if (length < 126) head.push(mask | length);
  else if (length < 65_536) head.push(mask | 126, length >> 8, length & 0xff);
  else head.push(mask | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 0xff));
  // Content that would be a data frame where it is taken for a head.
  return Buffer.concat([Buffer.from(head), Buffer.alloc(masked ? 4 : 0, 1), Buffer.alloc(length, 1)]);
}

const text = 1;
const binary = 2;
const continuation = 0;
const [close, ping, pong] = [8, 9, 10];

describe('what of a WebSocket is meant for the page or the website', () => {
  it.each([true, false])('RFC 6455 §5.2: data frames are, control frames not (masked: %s)', (masked) => {
    for (const opcode of [text, binary, continuation])
      expect([opcode, createFrameWatch()(frame(opcode, 5, masked))]).toEqual([opcode, true]);
    for (const opcode of [close, ping, pong])
      expect([opcode, createFrameWatch()(frame(opcode, 100, masked))]).toEqual([opcode, false]);
  });

  it.each([0, 125, 126, 65_535, 65_536, 200_000])(
    'however the bytes come: a message of %i bytes between two pings',
    (length) => {
      const whole = [frame(ping, 3, true), frame(text, length, true), frame(ping, 3, true)];
      const holdsData = createFrameWatch();
      expect(whole.map((piece) => holdsData(piece))).toEqual([false, true, false]);
      const byByte = createFrameWatch();
      const said = Array.from(Buffer.concat(whole), (byte) => byByte(Buffer.from([byte])));
      const [before = 0, message = 0] = whole.map((piece) => piece.length);
      expect(said.slice(0, before)).not.toContain(true);
      expect(said.slice(before, before + message)).toContain(true);
      expect(said.slice(before + message)).not.toContain(true);
      expect(createFrameWatch()(Buffer.concat(whole))).toBe(true);
    },
  );

  it('nothing is in nothing', () => {
    expect(createFrameWatch()(Buffer.alloc(0))).toBe(false);
  });
});
