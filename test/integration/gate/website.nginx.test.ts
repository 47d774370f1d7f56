import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nginxConfig } from '../../../src/core/nginx-config.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask, type Question } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  setStatus,
  signIn,
  startCheckServer,
  type TestPerson,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type EchoWebsite, openWebSocket, type Seen, startEchoWebsite } from '../../support/echo-website.ts';
import { findNginx, type Nginx, startNginx } from '../../support/nginx.ts';

const program = await findNginx();

describe('nginx in front of a website (auth_request)', () => {
  let database: TestDatabase;
  let node: CheckServer;
  let echo: EchoWebsite;
  let nginx: Nginx;
  let website: PublishedWebsite;
  let person: TestPerson;
  let cookie: string;
  let refused: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    node = await startCheckServer(database.gateUrl);
    echo = await startEchoWebsite();
    website = await addWebsite(node, {
      hosts: ['partners.test', 'www.partners.test'],
      protection: 'part',
      paths: ['/private'],
    });
    await addWebsite(node, { hosts: ['open.test'], publicUrl: 'http://open.test', protection: 'none' });
    person = await addPerson(node, website, { email: 'anna@example.com' });
    cookie = await signIn(node, website, person);
    refused = await signIn(node, website, await addPerson(node, website, { status: 'declined' }));
    nginx = await startNginx(
      program,
      nginxConfig(
        { name: 'Partners', hosts: website.hosts },
        { gate: `127.0.0.1:${node.port}`, website: `127.0.0.1:${echo.port}` },
      ),
    );
  });
  afterAll(async () => {
    await nginx?.stop();
    await echo?.close();
    await node?.close();
    await database?.drop();
  });

  const get = (path: string, headers: Question['headers'] = {}, more: Partial<Question> = {}) =>
    ask({ port: nginx.port, path, headers: { accept: 'text/html', ...headers }, ...more });
  const seen = async (path: string, headers: Question['headers'] = {}): Promise<Seen> => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(200);
    return JSON.parse(answer.body);
  };

  it('R12, R15: lets in who has access and tells the website who it is', async () => {
    const { headers } = await seen('/private/prices', { cookie: `theme=dark; ${cookie}; lang=nl` });
    expect(headers).toMatchObject({
      'remote-user': 'anna@example.com',
      'remote-name': 'Anna',
      'remote-groups': 'customer,price-group:A',
      'gatehouse-contact': '10001',
      'gatehouse-website': website.id,
      cookie: 'theme=dark; lang=nl',
    });
    expect(headers['gatehouse-assertion']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it.each([
    ['first', (own: string) => `${own}; lang=nl`, 'lang=nl'],
    ['last', (own: string) => `lang=nl; ${own}`, 'lang=nl'],
    ['alone', (own: string) => own, undefined],
    ['twice', (own: string) => `a=1; ${own}; lang=nl; ${own}`, 'a=1; lang=nl'],
    [
      'in every spelling',
      (own: string) =>
        `__Host-gate=x; a=1;${own};b=2; gate-device=y; __HOST-Gate-form=z; agate=3; gates=4; c=5`,
      'a=1;b=2; agate=3; gates=4; c=5',
    ],
    [
      'among too many to tell apart',
      (own: string) => `${own}; ${'a=1; gate-x=x; '.repeat(20)}b=2`,
      undefined,
    ],
  ])('R15: the gate’s cookie stays with the gate where it comes %s', async (_where, write, expected) => {
    expect((await seen('/private/x', { cookie: write(cookie) })).headers.cookie).toBe(expected);
  });

  it('R12: open parts are open, with an identity for who is signed in', async () => {
    expect((await seen('/about')).headers['remote-user']).toBeUndefined();
    expect((await seen('/about', { cookie })).headers['remote-user']).toBe('anna@example.com');
  });

  it('R12: leads who is not signed in to the sign-in page and back', async () => {
    const answer = await get('/private/prices?a=1&b=2');
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe(
      'http://partners.test/_gate/sign-in?return=%2Fprivate%2Fprices%3Fa%3D1%26b%3D2',
    );
  });

  it('R12: an upload without sign-in is led to sign-in too', async () => {
    const answer = await get('/private/order', {}, { method: 'POST', body: 'x=1' });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('http://partners.test/_gate/sign-in?return=%2F');
  });

  it('R12: what scripts fetch is answered with 401, not with a redirect', async () => {
    const answer = await get('/private/data', { 'sec-fetch-mode': 'cors' });
    expect(answer.status).toBe(401);
    expect(answer.headers.location).toBeUndefined();
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'sign_in_needed' });
  });

  it('I1: who is signed in without access gets 403 and the gate’s page', async () => {
    const answer = await get('/private/prices', { cookie: refused });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Geen toegang');
  });

  it.each([
    '/public/%2e%2e/private',
    '/public/../private/x',
    '/public//../private',
    '/x/..%2fprivate',
    '/PRIVATE',
    '/%70rivate/x',
    '//private',
    '/private;x=1',
    '/_gate/../private/x',
    '/_gate/%2e%2e/private',
    '/_gate/check/nginx/../../../private',
    '/private?/_gate/',
    '/private#/_gate/',
  ])('I1: %s is not let through without access', async (path) => {
    const answer = await get(path);
    expect(answer.body).not.toContain('"url"');
    expect([302, 400, 404]).toContain(answer.status);
  });

  it('I1: the check itself is for nginx only', async () => {
    for (const path of ['/_gate/check', '/_gate/check/nginx', '/_gate/check/x'])
      expect((await get(path, { cookie })).status).toBe(404);
  });

  it('I1: a request line that names another host than the Host header decides by the one nginx serves', async () => {
    const answer = await get('http://partners.test/private/x', {}, { host: 'open.test' });
    expect(answer.status).toBe(302);
  });

  it('I1: what a visitor sends under the gate’s names, in any spelling, does not reach the website', async () => {
    const spoofed = {
      'Remote-User': 'boss@example.com',
      'REMOTE-GROUPS': 'admin',
      Remote_User: 'boss@example.com',
      'Remote.User': 'boss@example.com',
      'Gatehouse-Contact': '1',
      Gatehouse_Assertion: 'x.y.z',
      'X-Original-URL': '/about',
      'X-Rewrite-URL': '/admin',
      'X-Forwarded-Uri': '/about',
      'X-Forwarded-Host': 'open.test',
    };
    const open = await seen('/about', spoofed);
    expect(open.rawHeaders.join('\n')).not.toMatch(/boss|admin|x\.y\.z|open\.test/);
    const signedIn = await seen('/private/x', { ...spoofed, cookie });
    expect(signedIn.headers['remote-user']).toBe('anna@example.com');
    expect(signedIn.rawHeaders.join('\n')).not.toMatch(/boss|admin|x\.y\.z|open\.test/);
    expect((await get('/private/x', spoofed)).status).toBe(302);
  });

  it('R15: long names in other scripts pass', async () => {
    const personName = '株式会社'.repeat(30);
    const own = await signIn(
      node,
      website,
      await addPerson(node, website, { personName, contactName: personName }),
    );
    const { headers } = await seen('/private/x', { cookie: own });
    expect(decodeURIComponent(headers['remote-name'] ?? '')).toBe(personName);
  });

  it('I1: a post without access gets 403, too', async () => {
    const answer = await get('/private/order', { cookie: refused }, { method: 'POST', body: 'x=1' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Geen toegang');
  });

  it('R12: the website’s own errors and its own sign-in stay the website’s', async () => {
    const answer = await get('/denied', { authorization: 'Basic YTpi' });
    expect(answer).toMatchObject({ status: 401, body: 'the website’s own 401' });
    expect((await seen('/about', { authorization: 'Basic YTpi' })).headers.authorization).toBe('Basic YTpi');
  });

  it('R12: passes WebSockets, for who has access', async () => {
    const open = await openWebSocket(nginx.port, '/private/live', { host: 'partners.test', cookie });
    expect(open.headers['x-user']).toBe('anna@example.com');
    open.socket.write('hello');
    expect(await open.next()).toBe('hello');
    open.socket.destroy();
    await expect(openWebSocket(nginx.port, '/private/live', { host: 'partners.test' })).rejects.toThrow(
      /30[23]|401/,
    );
  });

  it('R12: nginx keeps its connection to the check', async () => {
    let connections = 0;
    const count = () => {
      connections += 1;
    };
    node.server.server.on('connection', count);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let time = 0; time < 20; time += 1) {
      const statuses = [
        await get('/private/x', { cookie }, { agent }),
        await get('/private/x', {}, { agent }),
      ];
      expect(statuses.map(({ status }) => status)).toEqual([200, 302]);
    }
    agent.destroy();
    node.server.server.off('connection', count);
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('I2: a decline is in force at the next request', async () => {
    const other = await addPerson(node, website);
    const own = await signIn(node, website, other);
    expect((await get('/private/x', { cookie: own })).status).toBe(200);
    await setStatus(node, other, 'declined');
    const from = performance.now();
    while ((await get('/private/x', { cookie: own })).status !== 403)
      expect(performance.now() - from).toBeLessThan(1000);
  });

  it('R16: websites with long host names stand side by side', async () => {
    const hosts = ['nl', 'be'].map((end) => `partners.bakkerij-de-groot-en-zonen.${end}`);
    const addresses = { gate: `127.0.0.1:${node.port}`, website: `127.0.0.1:${echo.port}` };
    const configs = hosts.map((host) => nginxConfig({ name: host, hosts: [host] }, addresses));
    const both = await startNginx(program, configs.join(''));
    await both.stop();
  });

  it('I1: with the gate away nobody is let in, and a plain page says so', async () => {
    const lonely = await startNginx(
      program,
      nginxConfig(
        { name: 'Lonely', hosts: ['partners.test'] },
        { gate: '127.0.0.1:9', website: `127.0.0.1:${echo.port}` },
      ),
    );
    try {
      for (const path of ['/private/x', '/about', '/_gate/sign-in']) {
        const answer = await ask({ port: lonely.port, path, headers: { cookie } });
        expect(answer.status).toBe(503);
        expect(answer.headers['content-type']).toContain('text/html');
        expect(answer.body).toContain('Even geduld');
        expect(answer.body).not.toContain('"url"');
      }
    } finally {
      await lonely.stop();
    }
  });
});
