import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask, askCheck, askNginxCheck } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let website: PublishedWebsite;
let shop: PublishedWebsite;
let approved: string;
let pending: string;

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  website = await addWebsite(node, { hosts: ['partners.test', 'extra.test'] });
  shop = await addWebsite(
    node,
    { hosts: ['shop.test'], publicUrl: 'https://shop.test', protection: 'part', paths: ['/shop'] },
    website.companyId,
  );
  approved = await signIn(node, website, await addPerson(node, website, { personName: 'Zoë 100%' }));
  pending = await signIn(node, website, await addPerson(node, website, { status: 'pending' }));
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
});

describe('the check for nginx', () => {
  it('R12: never redirects, but answers 401 with the place to sign in', async () => {
    const answer = await askNginxCheck(node.port, 'http://partners.test/prices?list=1', '', {
      accept: 'text/html',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.location).toBe('http://partners.test/_gate/sign-in?return=%2Fprices%3Flist%3D1');
    expect(answer.headers['gatehouse-page-load']).toBe('yes');
    expect(answer.headers['content-length']).toBe('0');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('R12: the place to sign in lies on the host that was asked for', async () => {
    const answer = await askNginxCheck(node.port, 'https://EXTRA.test:443/prices');
    expect(answer.headers.location).toBe('http://extra.test/_gate/sign-in?return=%2Fprices');
  });

  it('R15: tells the website who is there, in every identity header', async () => {
    const { status, headers } = await askNginxCheck(node.port, 'http://partners.test/prices', approved);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'remote-name': 'Zo%C3%AB 100%25',
      'remote-groups': 'customer,price-group:A',
      'gatehouse-contact': '10001',
      'gatehouse-website': website.id,
      'gatehouse-language': 'nl',
    });
    expect(headers['remote-user']).toBe(headers['remote-email']);
    expect(decodeURIComponent(String(headers['remote-name']))).toBe('Zoë 100%');
  });

  it('R15: the assertion says the same, signed for this website', async () => {
    const { headers } = await askNginxCheck(node.port, 'http://partners.test/prices', approved);
    const keys = await ask({ port: node.port, path: '/_gate/jwks.json' });
    const { payload, protectedHeader } = await jwtVerify(
      String(headers['gatehouse-assertion']),
      createLocalJWKSet(JSON.parse(keys.body)),
      { audience: website.id, issuer: 'http://partners.test' },
    );
    expect(keys.body).not.toContain('"d"');
    expect(protectedHeader.alg).toBe('EdDSA');
    expect(payload).toMatchObject({ sub: headers['remote-user'], name: 'Zoë 100%', priceGroup: 'A' });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
  });

  it('R12: on an open path the identity headers are there and empty', async () => {
    const { status, headers } = await askNginxCheck(node.port, 'https://shop.test/about');
    expect(status).toBe(204);
    for (const name of [
      'remote-user',
      'remote-name',
      'remote-groups',
      'gatehouse-contact',
      'gatehouse-assertion',
    ])
      expect(headers[name]).toBe('');
  });

  it('I1: refuses with 403 who is signed in without access, and tells nothing about them', async () => {
    const { status, headers } = await askNginxCheck(node.port, 'http://partners.test/', pending);
    expect(status).toBe(403);
    expect(headers['remote-user']).toBeUndefined();
  });

  it('I1: an unknown host is refused and nothing is revealed', async () => {
    const answer = await askNginxCheck(node.port, 'http://other.test/', approved);
    expect(answer).toMatchObject({ status: 403, body: '' });
    expect(answer.headers.location).toBeUndefined();
  });

  it('case 2: a session of one website is none on another, not even of the same company', async () => {
    const token = approved.split('=')[1];
    const answer = await askNginxCheck(node.port, 'https://shop.test/shop/x', `__Host-gate=${token}`);
    expect(answer.status).toBe(401);
    expect((await askNginxCheck(node.port, 'http://partners.test/', approved)).status).toBe(204);
  });
});

describe('the check for Caddy, Traefik and HAProxy', () => {
  it.each([
    ['GET', 302],
    ['HEAD', 302],
    ['POST', 303],
    ['DELETE', 303],
  ])('R12: a page load by %s is sent to sign-in with %i', async (method, status) => {
    const answer = await askCheck(node.port, '/prices', '', { 'x-forwarded-method': method });
    expect(answer.status).toBe(status);
    const back = status === 302 ? '%2Fprices' : '%2F';
    expect(answer.headers.location).toBe(`http://partners.test/_gate/sign-in?return=${back}`);
  });

  it.each([
    ['Sec-Fetch-Mode', { 'sec-fetch-mode': 'cors' }],
    ['X-Requested-With', { 'x-requested-with': 'XMLHttpRequest' }],
    ['Accept', { accept: 'application/json' }],
  ])('R12: what is no page load by %s gets 401 and a problem in JSON', async (_name, headers) => {
    const answer = await askCheck(node.port, '/prices', '', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'sign_in_needed' });
  });

  it('I1: answers 403 with a page in the visitor’s language to who has no access', async () => {
    const answer = await askCheck(node.port, '/prices', pending, { 'accept-language': 'en' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('No access');
    expect(answer.body).toContain('/_gate/my-page');
  });

  it('R12: 204 with identity to who has access; the check’s own query says nothing', async () => {
    const answer = await ask({
      port: node.port,
      path: '/_gate/check?url=/public&return=//evil.test',
      headers: { 'x-forwarded-uri': '/prices', cookie: approved },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['gatehouse-contact']).toBe('10001');
  });

  it('R12: 404 for an unknown host, 400 for what can’t be parsed', async () => {
    expect((await askCheck(node.port, '/', '', { 'x-forwarded-host': 'other.test' })).status).toBe(404);
    expect((await askCheck(node.port, 'no path')).status).toBe(400);
  });

  it('R12: answers Caddy’s check that carries the visitor’s Upgrade header', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
    expect((await askCheck(node.port, '/socket', approved, upgrade)).status).toBe(204);
    expect(
      (await askCheck(node.port, '/socket', '', { ...upgrade, 'sec-fetch-mode': 'websocket' })).status,
    ).toBe(401);
  });
});

describe('what pages may know', () => {
  const me = async (cookie: string) => {
    const answer = await ask({ port: node.port, path: '/_gate/me.json', headers: { cookie } });
    expect(answer.headers['cache-control']).toBe('no-store');
    return JSON.parse(answer.body);
  };
  it('R15: me.json tells a customer’s page which terms apply', async () => {
    expect(await me(approved)).toMatchObject({
      signedIn: true,
      access: true,
      name: 'Zoë 100%',
      company: 'Bakkerij Anna',
      contact: '10001',
      priceGroup: 'A',
      groups: ['customer', 'price-group:A'],
    });
  });
  it('R15, I1: without access it tells no terms, and without sign-in nothing', async () => {
    expect(await me(pending)).toMatchObject({ signedIn: true, access: false, contact: '', priceGroup: '' });
    expect(await me('')).toMatchObject({ signedIn: false, access: false, email: '', name: '' });
  });
  it('R5: the page about no access is for those who have none', async () => {
    const show = (cookie: string) =>
      ask({ port: node.port, path: '/_gate/no-access', headers: { cookie, accept: 'text/html' } });
    expect((await show(pending)).status).toBe(403);
    expect((await show(approved)).headers.location).toBe('/');
    expect((await show('')).headers.location).toBe('/_gate/sign-in?return=%2F');
  });
});

it('R16: websites of several companies are told apart by host', async () => {
  expect(shop.companyId).toBe(website.companyId);
  await addWebsite(node, { hosts: ['other-company.test'], publicUrl: 'http://other-company.test' });
  const answer = await askNginxCheck(node.port, 'http://other-company.test/', approved);
  expect(answer.status).toBe(401);
});
