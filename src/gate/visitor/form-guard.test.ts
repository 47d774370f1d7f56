import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { formTokenOf, isOwnForm, isOwnOrigin, newFormSecret } from './form-guard.ts';

function website(id: string, host: string, secure: boolean): PublishedWebsite {
  // The guard reads these only.
  return { id, hosts: [host], secure } as unknown as PublishedWebsite;
}
const site = website('a', 'shop.example.nl', true);
const other = website('b', 'partners.example.nl', true);

describe('form guard', () => {
  it.each([
    [{ origin: 'https://shop.example.nl' }, true],
    [{ origin: 'https://SHOP.example.nl:8443' }, true],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://shop.example.nl.evil.example' }, false],
    [{ origin: 'http://shop.example.nl' }, false],
    [{ origin: 'https://partners.example.nl' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ referer: 'https://shop.example.nl/_gate/sign-in' }, true],
    [{ referer: 'https://evil.example/shop.example.nl' }, false],
    [{}, false],
  ])('R14: a form with %j is our own: %s (CSRF)', (headers, own) => {
    expect(isOwnOrigin(headers, site, { isTokenPage: false })).toBe(own);
  });

  it('R14: token pages, which send no referrer, work in browsers without Fetch Metadata too', () => {
    expect(isOwnOrigin({ origin: 'null' }, site, { isTokenPage: true })).toBe(true);
    expect(isOwnOrigin({ origin: 'null', 'sec-fetch-site': 'cross-site' }, site, { isTokenPage: true })).toBe(
      false,
    );
    expect(isOwnOrigin({ origin: 'https://evil.example' }, site, { isTokenPage: true })).toBe(false);
  });

  it('R14, case 2: a form token is good for its browser and website only', () => {
    const key = randomBytes(32);
    const secret = newFormSecret();
    const token = formTokenOf(key, site, secret);
    expect(isOwnForm(key, site, secret, token)).toBe(true);
    expect(isOwnForm(key, other, secret, token)).toBe(false);
    expect(isOwnForm(key, site, newFormSecret(), token)).toBe(false);
    expect(isOwnForm(randomBytes(32), site, secret, token)).toBe(false);
    expect(isOwnForm(key, site, undefined, token)).toBe(false);
    expect(isOwnForm(key, site, '', formTokenOf(key, site, ''))).toBe(false);
    expect(isOwnForm(key, site, secret, undefined)).toBe(false);
    for (const odd of ['', 'x', token.slice(1), token.slice(0, -2), `${token}AA`, token.slice(0, 43)])
      expect(isOwnForm(key, site, secret, odd)).toBe(false);
  });

  it('GATE: a form token looks different in each answer, so that compressed pages give nothing away', () => {
    const key = randomBytes(32);
    const secret = newFormSecret();
    const tokens = Array.from({ length: 50 }, () => formTokenOf(key, site, secret));
    expect(new Set(tokens.map((token) => token.slice(0, 43))).size).toBe(50);
    expect(new Set(tokens.map((token) => token.slice(43))).size).toBe(50);
    for (const token of tokens) expect(isOwnForm(key, site, secret, token)).toBe(true);
  });
});
