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
    ['//127.0.0.1:3000/base/x', '/x'],
    ['HTTP://127.0.0.1:3000/base/x', '/x'],
    ['/base/x?y', '/x?y'],
    ['/base', '/'],
    ['/basement', '/basement'],
    ['x', 'x'],
    ['?y', '?y'],
    ['//example.com/base', '//example.com/base'],
    ['/x', '/x'],
    ['http://', 'http://'],
  ])('R12: the redirect %s comes out as %s', (location, expected) => {
    expect(outerLocation(location, new URL('http://127.0.0.1:3000/base/'))).toBe(expected);
  });

  it('R12: a website that calls itself by its outer name with its inner port is understood', () => {
    const address = new URL('http://127.0.0.1:3000');
    const names = ['portal.example.com'];
    expect(outerLocation('http://portal.example.com:3000/dir/?x', address, names)).toBe('/dir/?x');
    for (const other of [
      'http://portal.example.com/dir/',
      'https://portal.example.com:3000/',
      'http://other.example:3000/',
    ])
      expect(outerLocation(other, address, names)).toBe(other);
  });

  it('R12: without a path before every path, a path is true outside as it is', () => {
    const address = new URL('http://127.0.0.1:3000');
    for (const location of ['/x', '/base/x', '//example.com/', 'x'])
      expect(outerLocation(location, address)).toBe(location);
    expect(outerLocation('http://127.0.0.1:3000//evil.test', address)).toBe('/evil.test');
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
