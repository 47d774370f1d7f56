import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountIdOf,
  approved,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { goodPassword, type PostOptions, type Visitor, type VisitorPage } from '../../support/visitor.ts';

let gate: TestGate;
let shop: TestWebsite;
const welcome = '/_gate/welcome?return=%2Fcheckout%2F%3Fcart%3D7';
beforeAll(async () => {
  gate = await startTestGate();
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-shop-'));
  await mkdir(join(folder, 'checkout'));
  const who = '<!--#gatehouse if signed-in -->klant<!--#gatehouse else -->gast<!--#gatehouse end -->';
  await writeFile(join(folder, 'index.html'), 'De winkel');
  await writeFile(join(folder, 'checkout', 'index.html'), `De kassa ${who}`);
  shop = await gate.publish({
    name: 'Webwinkel',
    protection: 'voluntary',
    paths: ['/checkout'],
    origin: { kind: 'folder', folder },
  });
});
afterAll(() => gate.stop());

const toCheckOut = (visitor: Visitor) => visitor.get('/checkout/?cart=7');
/** Follows a page's link to go on as a guest. */
const asGuest = (visitor: Visitor, page: VisitorPage, options: PostOptions = {}) => {
  const [, href = ''] = /href="([^"]*guest=yes[^"]*)"/.exec(page.body) ?? [];
  return visitor.get(href.replaceAll('&amp;', '&'), options);
};

describe('voluntary sign-in at the check-out', () => {
  it('R12: everything is open; before the check-out one may sign in, create an account or go on as a guest', async () => {
    const visitor = gate.visitor(shop);
    expect((await visitor.get('/')).body).toBe('De winkel');
    const page = await toCheckOut(visitor);
    expect(page.path).toBe(welcome);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Hoe wilt u verder?');
    expect(page.body).toContain('href="/_gate/sign-in?return=%2Fcheckout%2F%3Fcart%3D7" class="primary"');
    expect(page.body).toContain('href="/_gate/sign-up?return=%2Fcheckout%2F%3Fcart%3D7"');
    expect(page.text).toContain('Doorgaan als gast');
  });

  it('R12: a guest goes on to the check-out, and is not asked again until the browser closes', async () => {
    const visitor = gate.visitor(shop);
    const page = await toCheckOut(visitor);
    const sent = await asGuest(visitor, page, { follow: false });
    expect(sent.headers.location).toBe('/checkout/?cart=7');
    const cookie = sent.headers['set-cookie']?.find((line) => line.startsWith('gate-guest='));
    expect(cookie).toMatch(/^gate-guest=[\w-]+\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await toCheckOut(visitor)).body).toContain('De kassa');
    expect((await toCheckOut(gate.visitor(shop))).path).toBe(welcome);
  });

  it('RFC 6265bis: the guest’s cookie is host-only and secure on https', async () => {
    const host = 'kassa.example.com';
    const secure = await gate.publish({ ...shop.settings, hosts: [host], publicUrl: `https://${host}` });
    const visitor = gate.visitor(secure);
    const page = await visitor.get('/checkout/');
    const sent = await asGuest(visitor, page, { follow: false });
    expect(sent.headers['set-cookie']?.join()).toMatch(
      /__Host-gate-guest=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure/,
    );
    expect((await visitor.get('/checkout/')).body).toContain('De kassa');
  });

  it('R12, R15: who signs in lands at the check-out as a customer', async () => {
    const email = 'klant@example.com';
    await approved(gate, shop, email);
    const visitor = gate.visitor(shop);
    const page = await toCheckOut(visitor);
    const signIn = await visitor.get(/href="(\/_gate\/sign-in[^"]*)"/.exec(page.body)?.[1] ?? '');
    const landed = await visitor.submit(
      signIn,
      { email, password: goodPassword },
      { action: '/_gate/sign-in' },
    );
    expect(landed.path).toBe('/checkout/?cart=7');
    expect(landed.body).toContain('klant');
    expect((await visitor.get('/_gate/welcome?return=/checkout/')).path).toBe('/checkout/');
  });

  it('R12: who signs in without access goes on as a guest, and is told nothing wrong', async () => {
    const email = 'wacht@example.com';
    await registered(gate, shop, email);
    const visitor = gate.visitor(shop);
    const signIn = await visitor.get('/_gate/sign-in?return=/checkout/?cart=7');
    const landed = await visitor.submit(
      signIn,
      { email, password: goodPassword },
      { action: '/_gate/sign-in' },
    );
    expect(landed.path).toBe('/checkout/?cart=7');
    expect(landed.status).toBe(200);
    expect(landed.body).toContain('gast');
  });

  it('R12: who was declined is told so at sign-in, and can go on all the same', async () => {
    const email = 'geweigerd@example.com';
    await registered(gate, shop, email);
    const id = await accountIdOf(gate, shop, email);
    await gate.account(shop, { id, email, status: 'declined' });
    const visitor = gate.visitor(shop);
    const signIn = await visitor.get('/_gate/sign-in?return=/checkout/?cart=7');
    const told = await visitor.submit(
      signIn,
      { email, password: goodPassword },
      { action: '/_gate/sign-in' },
    );
    expect(told.status).toBe(403);
    expect(told.body).toContain('<a href="/checkout/?cart=7">Verder naar Webwinkel</a>');
    expect((await asGuest(visitor, await toCheckOut(visitor))).body).toContain('gast');
  });

  it('R4, R12: who creates an account on the way can go on to the check-out while it is looked at', async () => {
    const email = 'nieuw@example.com';
    const visitor = gate.visitor(shop);
    const signUp = await visitor.get('/_gate/sign-up?return=/checkout/?cart=7');
    const details = { email, firstName: 'A', lastName: 'B', password: goodPassword };
    await visitor.submit(signUp, details, { action: '/_gate/sign-up' });
    const [mail] = await gate.mails(email);
    const page = await visitor.submit(await visitor.get(mail?.link ?? ''), {}, { action: '/_gate/verify' });
    expect(page.path).toMatch(/^\/_gate\/progress\?token=[\w-]{43}&return=%2Fcheckout/);
    expect(page.body).toContain('<a href="/checkout/?cart=7">Verder naar Webwinkel</a>');
    const kept = /href="(\/_gate\/progress\?token=[\w-]{43})"/.exec(page.body)?.[1];
    expect(page.path.startsWith(`${kept}&`)).toBe(true);
    expect((await toCheckOut(visitor)).body).toContain('gast');
  });

  it('R4, R12: under automatic policy the page that waits for access also leads on', async () => {
    const automatic = await gate.publish({
      ...shop.settings,
      policy: 'automatic',
      hosts: ['snel.localhost'],
      publicUrl: 'http://snel.localhost',
    });
    const visitor = await registered(gate, automatic, 'snel@example.com');
    const page = await visitor.get('/_gate/status?return=/checkout/');
    expect(page.text).toContain('Nog een ogenblik');
    expect(page.body).toContain('<a href="/checkout/">Verder naar Webwinkel</a>');
  });

  it('R12: no account is offered where only the owner makes them', async () => {
    const visitor = gate.visitor(shop);
    await gate.change(shop, { policy: 'owner_only' });
    expect((await toCheckOut(visitor)).body).not.toContain('/_gate/sign-up');
    await gate.change(shop, { policy: 'manual' });
  });

  it('R12: a browser without cookies is not kept from the check-out', async () => {
    const visitor = gate.visitor(shop);
    const page = await toCheckOut(visitor);
    const referer = `http://${shop.host}${welcome}`;
    const sent = await asGuest(visitor, page, { headers: { referer }, follow: false });
    visitor.cookies.clear();
    const landed = await visitor.get(sent.headers.location ?? '', { headers: { referer } });
    expect(landed.path).toBe('/checkout/?cart=7');
    expect(landed.body).toContain('De kassa');
  });

  it.each(['//evil.example', 'https://evil.example/', '/\\evil', '/\t/evil'])(
    'GATE: the choice never leads to %s',
    async (address) => {
      const visitor = gate.visitor(shop);
      const query = new URLSearchParams({ guest: 'yes', return: address });
      const sent = await visitor.get(`/_gate/welcome?${query}`, { follow: false });
      expect(sent.headers.location).toBe('/');
    },
  );

  it('R12: on a website that is closed the page leads on, and opens nothing', async () => {
    const closed = await gate.publish({ protection: 'whole' });
    const visitor = gate.visitor(closed);
    const page = await visitor.get('/_gate/welcome?return=/prijzen', { follow: false });
    expect(page.headers.location).toBe('/prijzen');
    const sent = await visitor.get('/_gate/welcome?guest=yes&return=/prijzen', { follow: false });
    expect(sent.headers['set-cookie']?.join() ?? '').not.toContain('guest');
  });

  it.each([
    ['de', 'Als Gast fortfahren'],
    ['en', 'Continue as guest'],
    ['no', 'Fortsett som gjest'],
  ])('R18: asks in %s, and keeps the way when the language changes', async (language, text) => {
    const page = await gate.visitor(shop).get(welcome, { headers: { 'accept-language': language } });
    expect(page.text).toContain(text);
    expect(page.body).toMatch(
      /href="\/_gate\/welcome\?lang=nl&amp;return=%2Fcheckout%2F%3Fcart%3D7"|lang=en&amp;return/,
    );
  });
});
