import { describe, expect, test } from 'vitest';
import { isBehindSignIn, type TermsWebsite } from './terms-page.ts';

const whole: TermsWebsite = {
  publicUrl: 'https://portaal.jansen.nl',
  hosts: ['portaal.jansen.nl', 'b2b.jansen.nl'],
  protection: 'whole',
  paths: [],
};
const part: TermsWebsite = { ...whole, protection: 'part', paths: ['/klanten', '/Prijzen'] };

describe('R14: terms that whoever signs up must be able to read', () => {
  test.each([
    ['a page of a website that is closed whole', whole, '/voorwaarden', true],
    ['its whole address', whole, 'https://portaal.jansen.nl/voorwaarden.pdf', true],
    ['another host name of it, with a port', whole, 'http://B2B.jansen.nl:8080/voorwaarden', true],
    ['another website', whole, 'https://www.jansen.nl/voorwaarden', false],
    ['the gate’s own pages', whole, '/_gate/sign-up', false],
    ['no link yet', whole, '', false],
    ['what is no address', whole, 'https://', false],
    ['a closed path', part, '/prijzen/voorwaarden', true],
    ['a closed path with a query and a place on it', part, '/klanten?x=1#kop', true],
    ['an open page beside closed paths', part, '/voorwaarden', false],
    ['a page of an open website', { ...whole, protection: 'none' }, '/voorwaarden', false],
    ['a shop with voluntary sign-in', { ...part, protection: 'voluntary' }, '/prijzen', false],
    ['a page of a website whose address is being typed', { ...whole, publicUrl: 'https:/' }, '/terms', true],
  ] as const)('%s', (_what, website, link, isClosed) => {
    expect(isBehindSignIn(website, link)).toBe(isClosed);
  });
});
