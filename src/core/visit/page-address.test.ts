import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePageAddress } from './page-address.ts';

describe('the address of a page', () => {
  it.each([
    ['https://Portal.Example.com/prijzen?x=1#top', 'portal.example.com', '/prijzen?x=1'],
    ['http://partners.localhost:8081', 'partners.localhost', '/'],
    ['portal.example.com/prijzen', 'portal.example.com', '/prijzen'],
    ['portal.example.com', 'portal.example.com', '/'],
    ['https://portal.example.com?x', 'portal.example.com', '/?x'],
    ['  /prijzen/  ', null, '/prijzen/'],
    ['https://bücher.example/é en ü', 'xn--bcher-kva.example', '/%C3%A9%20en%20%C3%BC'],
    ['https://portal.example.com./a', 'portal.example.com', '/a'],
  ])('%s', (typed, host, target) => {
    expect(parsePageAddress(typed)).toEqual({ host, target });
  });

  it('keeps a path as it was typed, so that it is judged as a server would get it', () => {
    for (const path of ['/shop/../x', '/a//b', '/%2e%2e/x', '/a;b', '/a%2fb']) {
      expect(parsePageAddress(`https://a.nl${path}`)?.target).toBe(path);
    }
  });

  it.each([
    '',
    '   ',
    '//evil.example/x',
    'https://',
    'https://a b/',
    'ftp://a.nl/x',
    'javascript:alert(1)',
    'https://user@a.nl/',
    'https://a.nl\\evil/',
    'https://a.nl:99999/',
    'geen adres',
    'https://a.nl/\u0000',
    `https://a.nl/${'x'.repeat(2000)}`,
  ])('%j is none', (typed) => {
    expect(parsePageAddress(typed)).toBeNull();
  });

  it('never throws, and gives a target that could come over the wire', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.webPath()), (typed) => {
        const parsed = parsePageAddress(typed);
        if (parsed !== null) expect(parsed.target).toMatch(/^\/[!-~]*$/);
      }),
      { numRuns: 3000 },
    );
  });
});
