import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeReturnPath } from '../../../src/core/return-address.ts';
import { askCheck, askNginxCheck } from '../../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { addPasskey, signInByPasskey } from '../../support/passkeys.ts';
import { codeOf, setUpApp } from '../../support/second-factor.ts';
import { formOf, goodPassword, type Visitor } from '../../support/visitor.ts';
import { newest, withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
let owner: Visitor;
const email = 'terug@example.com';
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
  owner = (await approved(gate, website, email)).visitor;
});
afterAll(() => gate.stop());

const evil: readonly [string, string][] = [
  ['//', '//evil.example'],
  ['///', '///evil.example'],
  ['/\\', '/\\evil.example'],
  ['\\\\', '\\\\evil.example'],
  ['a tab', '/\t/evil.example'],
  ['a tab in front', '\t//evil.example'],
  ['CR and LF', '/\r\nLocation: https://evil.example'],
  ['LF', '/\n/evil.example'],
  ['NUL', '/\u0000/evil.example'],
  ['user info', 'https://HOST@evil.example/'],
  ['user info before our host', 'https://evil.example@HOST/'],
  ['another host', 'https://evil.example/'],
  ['another host that ends like ours', 'https://evil-HOST/'],
  ['another host that begins like ours', 'https://HOST.evil.example/'],
  ['another port', 'http://HOST:4444/'],
  ['another scheme', 'ftp://HOST/'],
  ['javascript:', 'javascript:alert(1)'],
  ['data:', 'data:text/html,x'],
  ['no slash', 'evil.example'],
  ['a scheme without slashes', 'https:evil.example'],
  ['the page to sign out', '/_gate/sign-out'],
  ['too long an address', `/${'x'.repeat(3000)}`],
];
const fields = { email, password: goodPassword };

describe('the return address', () => {
  it.each(evil)(
    'S9: a return address with %s leads to the start page, wherever it stands',
    async (_what, template) => {
      const wish = template.replace('HOST', website.host);
      const asked = `/_gate/sign-in?return=${encodeURIComponent(wish)}`;
      const visitor = gate.visitor(website);
      const page = await visitor.get(asked);
      expect(formOf(page.body).fields.return).toBe('/');
      const forged = await visitor.submit(page, { email, return: wish }, { having: 'password' });
      expect(forged.status).toBe(422);
      expect(formOf(forged.body).fields.return).toBe('/');
      // Who is signed in already is led on at once.
      const led = await owner.get(asked, { follow: false });
      expect(led.headers.location).toBe('/_gate/status?return=%2F');
      const status = `/_gate/status?return=${encodeURIComponent(wish)}`;
      expect((await owner.get(status, { follow: false })).headers.location).toBe('/');
    },
  );

  it.each(['//evil.example', '/\\evil.example', '/\t/evil.example'])(
    'S9: signing in for the return address %j leads to the start page, also where a form brought it',
    async (wish) => {
      const visitor = gate.visitor(website);
      const asked = await visitor.get(`/_gate/sign-in?return=${encodeURIComponent(wish)}`);
      expect((await visitor.submit(asked, fields, { follow: false })).headers.location).toBe('/');
      const other = gate.visitor(website);
      const plain = await other.get('/_gate/sign-in');
      const forged = await other.submit(plain, { ...fields, return: wish }, { follow: false });
      expect(forged.headers.location).toBe('/');
    },
  );

  it('S9: the return address is looked at by passkey, by link, at a second step and at a proof as well', async () => {
    const person = 'wegen@example.com';
    const { visitor: holder } = await approved(gate, website, person);
    const { authenticator } = await addPasskey(website, holder);
    const wish = '//evil.example';
    const options = { return: wish, follow: false };
    expect(
      (await signInByPasskey(website, gate.visitor(website), authenticator, options)).headers.location,
    ).toBe('/');
    const asking = gate.visitor(website);
    const form = await asking.get('/_gate/sign-in');
    await asking.submit(form, { email, way: 'link', return: wish });
    const { link } = await newest(gate, email, 'sign_in_link');
    const pressed = await asking.submit(await asking.get(link), { return: wish }, { follow: false });
    expect(pressed.headers.location).toBe('/');

    const careful = 'stap@example.com';
    const { visitor: one } = await approved(gate, website, careful);
    const { secret } = await setUpApp(gate, one);
    gate.clock.move(601_000);
    const prove = await one.get(`/_gate/prove?return=${encodeURIComponent(wish)}`);
    const proven = await one.submit(
      prove,
      { code: codeOf(gate, secret), return: wish },
      { having: 'code', follow: false },
    );
    expect(proven.headers.location).toBe('/');
    gate.clock.move(30_000);
    const two = gate.visitor(website);
    const step = await two.signIn(careful, goodPassword);
    const done = await two.submit(
      step,
      { code: codeOf(gate, secret), return: wish },
      { having: 'code', follow: false },
    );
    expect(done.headers.location).toBe('/');
  });

  it('S9: a page of the same host is kept whole, with query and fragment, also as a full address', async () => {
    const page = '/prijzen/2026?a=1&b=%2F#onder';
    for (const wish of [page, `http://${website.host}${page}`]) {
      const visitor = gate.visitor(website);
      const asked = await visitor.get(`/_gate/sign-in?return=${encodeURIComponent(wish)}`);
      expect((await visitor.submit(asked, fields, { follow: false })).headers.location).toBe(page);
    }
  });

  it('S9: what the checks send to the sign-in page leads back to the same host or to the start page', async () => {
    for (const path of ['//evil.example', '/\\evil.example', '/%09/evil.example', '/%5cevil.example']) {
      const headers = { 'x-forwarded-host': website.host };
      const own = `http://${website.host}/_gate/sign-in?return=%2F`;
      expect((await askCheck(gate.running.gatePort, path, '', headers)).headers.location).toBe(own);
      const nginx = await askNginxCheck(gate.running.gatePort, `http://${website.host}${path}`);
      expect(nginx.headers.location).toBe(own);
    }
  });

  it('S9: whatever is wished for, a browser stays on the host', () => {
    const odd = fc.constantFrom(
      '/',
      '\\',
      ':',
      '@',
      '.',
      '\t',
      '\r\n',
      '%2f',
      '%5c',
      'http',
      'https:',
      'evil.example',
      '?',
      '#',
      ' ',
    );
    const wishes = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(fc.oneof(odd, fc.string({ maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(wishes, (wish) => {
        const base = 'https://shop.example:8443';
        const path = safeReturnPath(wish, 'shop.example:8443');
        // As a browser reads a Location (WHATWG URL).
        expect(new URL(path, base).origin).toBe(base);
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(path).not.toMatch(/[\p{Cc}\\]/u);
      }),
      { numRuns: 3000 },
    );
  });
});
