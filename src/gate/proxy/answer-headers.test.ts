import { describe, expect, it } from 'vitest';
import { outerLocation, privateCaching } from './answer-headers.ts';

describe('answers of websites', () => {
  it.each([
    ['http://127.0.0.1:3000/base/x?y#z', '/x?y#z'],
    ['http://127.0.0.1:3000/base', '/'],
    ['http://127.0.0.1:3000/base//evil.test', '/evil.test'],
    ['http://127.0.0.1:3000/other', 'http://127.0.0.1:3000/other'],
    ['http://127.0.0.1:3000/basement', 'http://127.0.0.1:3000/basement'],
    ['https://example.com/base', 'https://example.com/base'],
    ['/x', '/x'],
    ['http://', 'http://'],
  ])('R12: the redirect %s comes out as %s', (location, expected) => {
    expect(outerLocation(location, new URL('http://127.0.0.1:3000/base/'))).toBe(expected);
  });

  it.each([
    [undefined, 'private, no-cache'],
    ['public, max-age=60', 'private, max-age=60'],
    ['no-store', 'private, no-store'],
    ['private', 'private, no-cache'],
    ['s-maxage=60, proxy-revalidate', 'private, no-cache'],
  ])('R12: Cache-Control %s of an answer for one visitor becomes %s', (said, expected) => {
    expect(privateCaching(said)).toBe(expected);
  });
});
