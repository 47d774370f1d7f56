import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-address.ts';

const host = 'shop.example.nl';

describe('return address', () => {
  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\r\n/evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https:///evil.example',
    'https://evil.example/',
    'https://shop.example.nl@evil.example/',
    'https://user@shop.example.nl/x',
    'https://shop.example.nl.evil.example/',
    'https://shop.example.nl:444/x',
    'javascript:alert(1)',
    'data:text/html,x',
    '/_gate/sign-out',
    '/_gate/my-page-not',
    '/_gate/my-page/../sign-out',
    '/_gate',
    '/.//evil.example',
    '/x/..//evil.example',
    'evil.example',
    '',
  ])('R14: %j leads to the start page (open redirect)', (wish) => {
    expect(safeReturnPath(wish, host)).toBe('/');
  });

  it.each([
    ['/shop/lamp?kleur=rood', '/shop/lamp?kleur=rood'],
    ['https://shop.example.nl/shop?a=1#x', '/shop?a=1#x'],
    ['/#/orders/10?sort=date', '/#/orders/10?sort=date'],
    ['/shop#//evil.example', '/shop#//evil.example'],
    ['/shop# "<>`é', '/shop#%20%22%3C%3E%60%C3%A9'],
    ['/shop#', '/shop'],
    ['http://SHOP.example.nl/shop', '/shop'],
    ['/shop?next=//evil.example', '/shop?next=//evil.example'],
    ['/_gateway', '/_gateway'],
    ['/_gate/my-page', '/_gate/my-page'],
    ['/_gate/my-page/details?x=1', '/_gate/my-page/details?x=1'],
  ])('R14: %j is kept as %j', (wish, path) => {
    expect(safeReturnPath(wish, host)).toBe(path);
  });

  it('R14: whatever is asked, a browser stays on the same host', { timeout: 30_000 }, () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '/',
          '\\',
          '//',
          '@',
          ':',
          '..',
          '.',
          '%2f',
          '%5c',
          '\t',
          '\n',
          '\0',
          '?',
          '#',
          'evil.example',
        ),
        fc.constantFrom('https:', 'http://', 'javascript:', host, '_gate', ' ', '／', '。'),
        fc.string({ unit: 'binary', maxLength: 5 }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const path = safeReturnPath(parts.join(''), host);
        const landed = new URL(path, `https://${host}/_gate/sign-in`);
        expect(landed.origin).toBe(`https://${host}`);
        expect(path).toMatch(/^\/(?![\\/])[\x21-\x7e]*$/);
      }),
      { numRuns: 500 },
    );
  });
});
