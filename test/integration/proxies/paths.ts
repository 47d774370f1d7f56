import { expect, it } from 'vitest';
import { isProtected } from '../../../src/core/paths.ts';
import { type Behind, ofWebsite } from './behind.ts';

/** Spellings of the closed part, or of what some server could take for it. */
const closed = [
  '/private',
  '/PRIVATE/x',
  '/%70rivate/x',
  '/private/',
  '/private%2f',
  '//private',
  '/./private',
  '/public/../private/x',
  '/public/%2e%2e/private',
  '/public/.%2E/private',
  '/public/..%2fprivate',
  '/public/%2e%2e%2fprivate',
  '/public//../private',
  '/public/..;/private',
  '/public/..\\private',
  '/public/%5c..%5cprivate',
  '/%2fprivate',
  '/private;x=1',
  '/private%00',
  '/private%ff',
  '/private/%ff',
  '/%ff/../private',
  '/\xff/../private',
  '/%c0%ae%c0%ae/private',
  '/%c0%afprivate',
  '/%252e%252e/private',
  '/_gate/../private/x',
  '/_gate/%2e%2e/private',
  '/_gate/..%2fprivate',
  '/_gate/check/nginx/../../../private',
  '/private?/_gate/',
  '/private?x=/_gate/sign-in',
];

/** A `#` never belongs into a request line; a web server refuses it, takes it for the end, or makes it a name's part. */
const withFragment = ['/private#/_gate/', '/about#/../private'];

/** Addresses that are read in one way only. */
const plain = [
  '/private/caf%C3%A9',
  '/private/a%20b',
  '/private/a+b',
  '/private/a%2Bb?q=%2F..%2f&x=//y',
  '/private/%E6%A0%AA%E5%BC%8F',
  '/private/~user/(1),x=y',
  "/private/@a:b!$&'*",
  '/private/%7Bid%7D',
  '/private/a%3Fb',
  '/private/.hidden',
  '/private/x?next=https://a.test/%2e%2e/;x=1',
  '/private/x?',
];

/** Addresses that can be read in two ways, below the closed part. */
const ambiguous = ['/private/a%2Fb', '/private//x', '/private/a;b=1', '/private/x/../y', '/private/%2e/y'];

export function describePaths(behind: () => Behind): void {
  it.each(closed)('I1: %s opens nothing without access', async (path) => {
    const { get, waiting } = behind();
    for (const cookie of ['', waiting.cookie]) {
      const answer = await get(path, cookie === '' ? {} : { cookie });
      expect(answer.body).not.toContain(ofWebsite);
      expect([302, 400, 403, 404]).toContain(answer.status);
    }
  });

  it.each(withFragment)('I1: %s is never read as the closed part by the website alone', async (path) => {
    const answer = await behind().get(path);
    if (answer.body.includes(ofWebsite)) {
      const { url } = JSON.parse(answer.body);
      expect(isProtected({ protection: 'part', paths: ['/private'] }, url).protected).toBe(false);
    } else expect([302, 400, 403, 404]).toContain(answer.status);
  });

  it('I1: on a website closed whole no spelling of the gate’s own prefix reaches the website without access', async () => {
    const { gate, website, get, waiting } = behind();
    await gate.change(website, { protection: 'whole', paths: [] });
    for (const path of [
      '/_gate',
      '/_gate?x',
      '/%5Fgate',
      '/%5Fgate/x',
      '/_g%61te/x',
      '/_GATE/x',
      '//_gate/x',
    ]) {
      for (const cookie of ['', waiting.cookie]) {
        const answer = await get(path, cookie === '' ? {} : { cookie });
        expect([path, answer.body.includes(ofWebsite)]).toEqual([path, false]);
      }
    }
    await gate.change(website, { protection: 'part', paths: ['/private'] });
  });

  it('R12: encoded addresses reach the website unchanged', async () => {
    const { seen, anna } = behind();
    const arrived: string[] = [];
    for (const path of plain) arrived.push((await seen(path, { cookie: anna.cookie })).url);
    expect(arrived).toEqual(plain);
  });

  it('R12, I1: addresses that can be read in two ways reach the website unchanged, or not at all', async () => {
    const { get, anna, under } = behind();
    for (const path of ambiguous) {
      const answer = await get(path, { cookie: anna.cookie });
      if (under.passesOn === 'itself') expect(JSON.parse(answer.body)).toMatchObject({ url: path });
      else expect(answer.status).toBe(400);
    }
  });
}
