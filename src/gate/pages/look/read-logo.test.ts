import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogo } from './read-logo.ts';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAcAAAADCAYAAABfwxXFAAAAIklEQVR4AXzJMQ0AAAwCwQYDNYgD/M+gAD756fCi27jRxAAAAP//bfJ5IQAAAAZJREFUAwCZ/gzaA8PvXAAAAABJRU5ErkJggg==';
/** SOI, a segment of an application, a table, and the frame: 3 lines of 7 points. */
const jpeg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb000401ffffc0001108000300070301220002110103110100ffd9',
  'hex',
).toString('base64');
const lossy = 'UklGRiwAAABXRUJQVlA4ICAAAABwAQCdASoHAAMAB0CWJaACdAFAAAD+4+uyPr1S1ybgAA==';
const lossless = 'UklGRh4AAABXRUJQVlA4TBEAAAAvBoAAAAfQtT6Uq/+BiOh/AAA=';
const extended = `UklGRg4CAABXRUJQVlA4WAoAAAAgAAAABgAAAgAA${lossless}`;

describe('logo of a website', () => {
  it.each([
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/webp', lossy],
    ['image/webp', lossless],
    ['image/webp', extended],
  ])('is known as %s by its own bytes, with its size, whatever it says it is', (type, base64) => {
    for (const said of ['png', 'jpeg', 'webp']) {
      expect(readLogo(`data:image/${said};base64,${base64}`)).toMatchObject({ type, width: 7, height: 3 });
    }
  });

  it.each([
    ['nothing', ''],
    ['a web page', Buffer.from('<script>alert(1)</script> and some more of it').toString('base64')],
    [
      'a drawing with scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'.padEnd(60)).toString('base64'),
    ],
    ['an animation', Buffer.from('GIF89a'.padEnd(60)).toString('base64')],
  ])('is none where it is %s', (_what, base64) => {
    expect(readLogo(`data:image/png;base64,${base64}`)).toBeNull();
  });

  it('never fails on bytes that are cut off or are anything else', () => {
    const starts = [png, jpeg, lossy, lossless, extended].map((base64) => Buffer.from(base64, 'base64'));
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(60),
        fc.uint8Array({ maxLength: 40 }),
        (start, kept, rest) => {
          const body = Buffer.concat([start.subarray(0, kept), rest]);
          const logo = readLogo(`data:image/png;base64,${body.toString('base64')}`);
          if (logo !== null) expect(Math.min(logo.width, logo.height)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
