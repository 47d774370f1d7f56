import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsiteV1 } from '../../../src/contract/link.ts';
import { guestCookie } from '../../../src/gate/check/offer-sign-in.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { type Answer, ask, type Question } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type EchoWebsite, startEchoWebsite } from '../../support/echo-website.ts';

let database: TestDatabase;
let node: CheckServer;
let echo: EchoWebsite;
let shop: PublishedWebsite;
let guest: string;
let customer: string;
let declined: string;
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
const page = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  echo = await startEchoWebsite();
  shop = await addShop('shop.test', { kind: 'forward_auth' });
  const { name, value } = guestCookie(node.services.formKey, shop);
  guest = `${name}=${value}`;
  customer = await signIn(node, shop, await addPerson(node, shop, { email: 'anna@example.com' }));
  declined = await signIn(node, shop, await addPerson(node, shop, { status: 'declined' }));
});
afterAll(async () => {
  agent.destroy();
  await echo?.close();
  await node?.close();
  await database?.drop();
});

function addShop(host: string, origin: WebsiteV1['origin'], changes: Partial<WebsiteV1> = {}) {
  return addWebsite(node, {
    hosts: [host],
    publicUrl: `http://${host}`,
    protection: 'voluntary',
    paths: ['/checkout', '/kassa/betalen'],
    origin,
    ...changes,
  });
}

const nginx = (url: string, cookie = '', headers: Question['headers'] = page, method = 'GET') =>
  ask({
    port: node.port,
    path: '/_gate/check/nginx',
    headers: { ...headers, 'x-original-url': `http://shop.test${url}`, 'x-original-method': method, cookie },
    agent,
  });
const caddy = (url: string, cookie = '', headers: Question['headers'] = page, method = 'GET') =>
  ask({
    port: node.port,
    path: '/_gate/check',
    headers: {
      ...headers,
      'x-forwarded-host': 'shop.test',
      'x-forwarded-uri': url,
      'x-forwarded-method': method,
      cookie,
    },
    agent,
  });

describe('voluntary sign-in, asked by a web server', () => {
  const welcome = 'http://shop.test/_gate/welcome?return=%2Fcheckout%2Fstep1%3Fcart%3D7%26b%3D2';

  it('R12: a page load of a check-out path by nobody is led to the offer, and back with its query', async () => {
    const url = '/checkout/step1?cart=7&b=2';
    const byNginx = await nginx(url);
    expect(byNginx.status).toBe(401);
    expect(byNginx.headers).toMatchObject({ location: welcome, 'gatehouse-page-load': 'yes' });
    const byCaddy = await caddy(url);
    expect(byCaddy.status).toBe(302);
    expect(byCaddy.headers).toMatchObject({ location: welcome, 'cache-control': 'no-store' });
  });

  it.each(['/CHECKOUT', '/checkout/', '/kassa/betalen/nu', '/check%6fut'])(
    'R12: %s is a check-out path',
    async (url) => {
      expect((await caddy(url)).status).toBe(302);
    },
  );

  it.each([
    '/',
    '/prijzen',
    '/checkouts',
    '/kassa',
    '/_gate/me.json',
    '/checkout/%2e%2e/',
    '/checkout;x',
    '//checkout',
  ])('R12: %s is open without a question', async (url) => {
    expect((await caddy(url)).status).toBe(204);
    expect((await nginx(url)).status).toBe(204);
  });

  it.each([
    ['what a script fetches', 'GET', { 'sec-fetch-mode': 'cors', accept: 'text/html' }],
    [
      'what a script fetches in an old browser',
      'GET',
      { 'x-requested-with': 'XMLHttpRequest', accept: '*/*' },
    ],
    ['an image', 'GET', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', accept: 'image/*' }],
    ['a WebSocket', 'GET', { 'sec-fetch-mode': 'websocket', upgrade: 'websocket', accept: '*/*' }],
    ['a page in a frame', 'GET', { ...page, 'sec-fetch-dest': 'iframe' }],
    ['the order that is sent', 'POST', page],
    ['a look at the headers', 'HEAD', page],
    ['a change', 'PUT', page],
  ])('R12: %s is never stopped', async (_what, method, headers) => {
    for (const check of [nginx, caddy]) {
      const answer = await check('/checkout', '', headers, method);
      expect(answer.status).toBe(204);
      expect(answer.headers['remote-user']).toBe('');
    }
  });

  it('R12: whoever goes on as a guest is not asked again', async () => {
    for (const check of [nginx, caddy]) expect((await check('/checkout', guest)).status).toBe(204);
  });

  it('R12: a guest of another website, or one whose cookie somebody made up, is asked', async () => {
    const other = await addShop('other-shop.test', { kind: 'forward_auth' });
    const { name, value } = guestCookie(node.services.formKey, other);
    for (const cookie of [`${name}=${value}`, `${name}=${shop.id}`, `${name}=${shop.id}.x`, `${name}=`]) {
      expect((await caddy('/checkout', cookie)).status).toBe(302);
    }
  });

  it('R12: who comes from the offer itself goes on, also where the browser keeps no cookies', async () => {
    const from = (referer: string) => caddy('/checkout', '', { ...page, referer });
    expect((await from('http://shop.test/_gate/welcome?return=%2Fcheckout')).status).toBe(204);
    for (const referer of ['http://shop.test/', 'http://evil.test/_gate/welcome', 'geen adres']) {
      expect((await from(referer)).status).toBe(302);
    }
  });

  it('R12, R15: who has access is told to the website everywhere, and asked nothing', async () => {
    for (const url of ['/', '/prijzen', '/checkout', '/checkout/step1']) {
      for (const check of [nginx, caddy]) {
        const answer = await check(url, customer);
        expect(answer.status).toBe(204);
        expect(answer.headers['remote-user']).toBe('anna@example.com');
      }
    }
    expect((await nginx('/checkout', customer, page, 'POST')).headers['remote-user']).toBe(
      'anna@example.com',
    );
  });

  it('R12: who is signed in without access goes on as a guest, and is told nothing', async () => {
    for (const url of ['/', '/checkout']) {
      for (const check of [nginx, caddy]) {
        const answer = await check(url, declined);
        expect(answer.status).toBe(204);
        expect(answer.headers['remote-user']).toBe('');
      }
    }
  });

  it('R12: nobody is led away from a page that the gate could not lead back to', async () => {
    for (const url of [`/checkout?x=${'x'.repeat(2100)}`, '/checkout?x=\\y', '/checkout?x=\u00e9']) {
      expect((await caddy(url)).status).toBe(204);
    }
  });

  it('R12: a website that is closed offers nothing', async () => {
    await addShop('closed-shop.test', { kind: 'forward_auth' }, { enabled: false });
    const headers = { ...page, 'x-forwarded-host': 'closed-shop.test', 'x-forwarded-uri': '/checkout' };
    expect((await ask({ port: node.port, path: '/_gate/check', headers })).status).toBe(204);
  });

  it('R12: where everything is check-out the gate’s own pages still are not', async () => {
    await addShop('all-shop.test', { kind: 'forward_auth' }, { paths: ['/'] });
    const at = (url: string) =>
      ask({
        port: node.port,
        path: '/_gate/check',
        headers: { ...page, 'x-forwarded-host': 'all-shop.test', 'x-forwarded-uri': url },
      });
    expect((await at('/')).headers.location).toBe('http://all-shop.test/_gate/welcome?return=%2F');
    expect((await at('/_gate/welcome?return=%2F')).status).toBe(204);
  });
});

describe('voluntary sign-in on the gate’s own port', () => {
  const at = (
    host: string,
    path: string,
    headers: Question['headers'] = page,
    method = 'GET',
  ): Promise<Answer> =>
    ask({ port: node.port, host, path, headers, method, ...(method === 'POST' ? { body: 'order=1' } : {}) });

  it('R12: in front of an upstream the offer comes before the check-out, and orders pass', async () => {
    const website = await addShop('upstream-shop.test', {
      kind: 'upstream',
      url: `http://127.0.0.1:${echo.port}`,
    });
    const asked = await at('upstream-shop.test', '/checkout?cart=7');
    expect(asked.status).toBe(302);
    expect(asked.headers.location).toBe('/_gate/welcome?return=%2Fcheckout%3Fcart%3D7');
    expect((await at('upstream-shop.test', '/prijzen')).status).toBe(200);
    expect((await at('upstream-shop.test', '/checkout', page, 'POST')).status).toBe(200);
    expect((await at('upstream-shop.test', '/checkout', { accept: '*/*' })).status).toBe(200);
    const person = await addPerson(node, website, { email: 'bo@example.com' });
    const cookie = await signIn(node, website, person);
    const { name, value } = guestCookie(node.services.formKey, website);
    const signedIn = await at('upstream-shop.test', '/checkout', { ...page, cookie });
    expect(JSON.parse(signedIn.body).headers['remote-user']).toBe('bo@example.com');
    const asGuest = await at('upstream-shop.test', '/checkout', {
      ...page,
      cookie: `${name}=${value}; cart=7`,
    });
    expect(JSON.parse(asGuest.body).headers.cookie).toBe('cart=7');
  });

  it('R12: so it does in front of a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-shop-'));
    await mkdir(join(folder, 'checkout'));
    await writeFile(join(folder, 'index.html'), 'winkel');
    await writeFile(join(folder, 'checkout', 'index.html'), 'kassa');
    await addShop('folder-shop.test', { kind: 'folder', folder });
    expect((await at('folder-shop.test', '/')).body).toBe('winkel');
    const asked = await at('folder-shop.test', '/checkout/');
    expect(asked.headers.location).toBe('/_gate/welcome?return=%2Fcheckout%2F');
    expect((await at('folder-shop.test', '/checkout/', { accept: '*/*' })).body).toBe('kassa');
  });
});
