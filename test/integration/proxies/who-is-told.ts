import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import type { Behind } from './behind.ts';

const identity = ['remote-user', 'remote-email', 'remote-name', 'remote-groups'].concat(
  ['contact', 'language', 'assertion'].map((name) => `gatehouse-${name}`),
);

/** What may stand for `-` in a header's name (RFC 9110 §5.6.2) and be read as one by CGI, WSGI or PHP. */
const separators = ['-', '_', '.', '~', '!', '+', '^', '|', '*', '#', '$', '%', '&', "'", '`'];

/** Cookies as a list: web servers may join them with other white space. */
const cookiesOf = (header: string | undefined) => (header ?? '').split(/;\s*/).filter((pair) => pair !== '');

export function describeWhoIsTold(behind: () => Behind): void {
  it('R15: the website is told who is there, and can verify it', async () => {
    const { seen, get, anna, website, gate } = behind();
    const { headers } = await seen('/private/prices', { cookie: anna.cookie });
    expect(headers).toMatchObject({
      'remote-user': 'anna@example.com',
      'remote-name': 'Anna',
      'remote-groups': 'customer,price-group:A',
      'gatehouse-contact': '10001',
      'gatehouse-website': website.id,
      'gatehouse-language': 'nl',
    });
    const keys = createLocalJWKSet(JSON.parse((await get('/_gate/jwks.json')).body));
    const { payload } = await jwtVerify(headers['gatehouse-assertion'] ?? '', keys, {
      audience: 'http://partners.test',
      currentDate: gate.clock.now(),
    });
    expect(payload).toMatchObject({ sub: 'anna@example.com', website: website.id });
  });

  it('R12: on open parts the website learns who is signed in, and nothing about anybody else', async () => {
    const { seen, anna, waiting } = behind();
    expect((await seen('/about', { cookie: anna.cookie })).headers['remote-user']).toBe('anna@example.com');
    for (const cookie of ['', waiting.cookie]) {
      const { headers } = await seen('/about', cookie === '' ? {} : { cookie });
      expect(identity.map((name) => headers[name] ?? '')).toEqual(identity.map(() => ''));
    }
  });

  it('R15: long names in other scripts pass', async () => {
    const personName = '株式会社'.repeat(30);
    const { signedIn, seen } = behind();
    const { cookie } = await signedIn('long-name@example.com', { personName, contactName: personName });
    const { headers } = await seen('/private/x', { cookie });
    expect(decodeURIComponent(headers['remote-name'] ?? '')).toBe(personName);
  });

  it.each([
    ['first', (own: string) => `${own}; lang=nl`, ['lang=nl']],
    ['last', (own: string) => `lang=nl; ${own}`, ['lang=nl']],
    ['alone', (own: string) => own, []],
    ['twice', (own: string) => `a=1; ${own}; lang=nl; ${own}`, ['a=1', 'lang=nl']],
    [
      'in every spelling',
      (own: string) =>
        `__Host-gate=x; a=1;${own};b=2; gate-device=y; __HOST-Gate-form=z; agate=3; gates=4; c="5"`,
      ['a=1', 'b=2', 'agate=3', 'gates=4', 'c="5"'],
    ],
  ])('R15: the gate’s cookie stays with the gate where it comes %s', async (_where, write, expected) => {
    const { seen, anna } = behind();
    const { headers } = await seen('/private/x', { cookie: write(anna.cookie) });
    expect(headers['remote-user']).toBe('anna@example.com');
    expect(cookiesOf(headers.cookie)).toEqual(expected);
    expect(headers.cookie).not.toBe('');
  });

  it('I1: the gate’s cookie among very many others does not reach the website', async () => {
    const { seen, anna } = behind();
    const { headers } = await seen('/private/x', {
      cookie: `${anna.cookie}; ${'a=1; gate-x=x; '.repeat(20)}b=2`,
    });
    expect(headers.cookie ?? '').not.toMatch(/gate/);
  });

  it('I1: what a visitor sends under the gate’s names, in any spelling, does not reach the website', async () => {
    const { seen, get, anna } = behind();
    const names = separators.flatMap((separator) =>
      ['Remote-User', 'REMOTE-GROUPS', 'remote-name', 'Gatehouse-Contact', 'gatehouse-Assertion'].map(
        (name) => name.replace('-', separator),
      ),
    );
    const spoofed = Object.fromEntries(names.map((name) => [name, 'spoofed']));
    expect((await seen('/about', spoofed)).rawHeaders.join('\n')).not.toContain('spoofed');
    const signedIn = await seen('/private/x', { ...spoofed, cookie: anna.cookie });
    expect(signedIn.headers['remote-user']).toBe('anna@example.com');
    expect(signedIn.rawHeaders.join('\n')).not.toContain('spoofed');
    expect((await get('/private/x', spoofed)).status).toBe(302);
  });

  it.each([
    { 'X-Forwarded-Uri': '/about', X_Forwarded_Uri: '/about' },
    { 'X-Forwarded-Host': 'open.test', X_Forwarded_Host: 'open.test' },
    { 'X-Forwarded-Method': 'OPTIONS', 'X-Original-Method': 'OPTIONS' },
    { 'X-Forwarded-Proto': 'gopher', Forwarded: 'for=9.9.9.9;host=open.test;proto=gopher' },
    { 'X-Forwarded-For': '9.9.9.9', 'X-Real-IP': '9.9.9.9', X_Forwarded_For: '9.9.9.9' },
    { 'X-Original-URL': '/about', 'X-Rewrite-URL': '/about', 'X-Original-URI': '/about' },
    { 'X-Original-URL': 'http://open.test/about' },
  ])('I1: a visitor’s %o changes no decision and does not reach the website', async (headers) => {
    const { seen, get, anna } = behind();
    expect((await get('/private/x', headers)).status).toBe(302);
    const { rawHeaders } = await seen('/private/x', { ...headers, cookie: anna.cookie });
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    const arrived = rawHeaders.filter(
      (_value, index) => index % 2 === 1 && names.includes(rawHeaders[index - 1]?.toLowerCase() ?? ''),
    );
    expect(arrived.join('\n')).not.toMatch(/about|open\.test|OPTIONS|gopher|9\.9\.9\.9/);
  });
}
