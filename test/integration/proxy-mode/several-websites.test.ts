import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { addPerson, addWebsite, changeWebsite, signIn } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

let stage: ProxyStage;
let folder: string;
let shop: PublishedWebsite;

beforeAll(async () => {
  stage = await startProxyStage({
    website: { hosts: ['partners.test', 'dealers.test', 'xn--mller-kva.test'] },
  });
  stage.serve((request, response) => {
    const {
      host,
      'x-forwarded-host': outer,
      'gatehouse-website': website,
      'remote-user': user,
    } = request.headers;
    response.end(JSON.stringify({ url: request.url, host, outer, website, user }));
  });
  stage.inner.on('upgrade', (request, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Website: ${request.headers['gatehouse-website']}\r\n\r\n`,
    );
  });
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-several-'));
  await writeFile(join(folder, 'index.html'), 'the folder');
  // On the same inner server, under a path of its own.
  shop = await addWebsite(stage.node, {
    hosts: ['shop.test'],
    publicUrl: 'http://shop.test',
    protection: 'part',
    paths: ['/private'],
    origin: { kind: 'upstream', url: `http://127.0.0.1:${stage.innerPort}/shop/` },
  });
  await addWebsite(stage.node, {
    hosts: ['folder.test'],
    publicUrl: 'http://folder.test',
    protection: 'none',
    origin: { kind: 'folder', folder },
  });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('GATE: several websites on one gate', () => {
  it.each(['partners.test', 'dealers.test', 'DEALERS.test:8081', 'partners.test.', 'xn--mller-kva.test'])(
    'each host name of a website leads to it: %s',
    async (host) => {
      const seen = JSON.parse((await stage.get('/x', {}, { host })).body);
      expect(seen).toMatchObject({
        url: '/x',
        host,
        outer: host,
        website: stage.website.id,
      });
    },
  );

  it('each website has its own origin, people and sessions, though the server behind be the same', async () => {
    const other = await signIn(
      stage.node,
      shop,
      await addPerson(stage.node, shop, { email: 'shop@example.com' }),
    );
    const ask = async (host: string, cookie: string) =>
      (await stage.get('/private/x', { cookie }, { host })).body;
    expect(JSON.parse(await ask('partners.test', stage.cookie))).toMatchObject({
      url: '/private/x',
      user: 'anna@example.com',
    });
    expect(JSON.parse(await ask('shop.test', other))).toMatchObject({
      url: '/shop/private/x',
      user: 'shop@example.com',
      website: shop.id,
    });
    // Case 2: a session of one is none on the other, also on a kept connection to the same server.
    expect((await stage.get('/private/x', { cookie: stage.cookie }, { host: 'shop.test' })).status).toBe(302);
    expect((await stage.get('/private/x', { cookie: other })).status).toBe(302);
    expect((await stage.get('/', {}, { host: 'folder.test' })).body).toBe('the folder');
  });

  it('WebSockets find their website by its host name as well', async () => {
    const open = await openWebSocket(stage.node.port, '/live', { host: 'shop.test' });
    expect(open.headers['x-website']).toBe(shop.id);
    open.socket.destroy();
    await expect(openWebSocket(stage.node.port, '/live', { host: 'folder.test' })).rejects.toThrow('404');
    await expect(openWebSocket(stage.node.port, '/live', { host: 'nobody.test' })).rejects.toThrow('404');
  });

  it('an unknown host name, or none that can be read, reveals nothing', async () => {
    for (const host of ['nobody.test', 'partners.test.evil.test', '[::1]', 'partners.test@evil.test', '']) {
      const answer = await stage.get('/x', {}, { host });
      expect([host, answer.status]).toEqual([host, 404]);
      expect(answer.body).not.toMatch(/Partners|De Groot/);
    }
  });

  it('a changed address of a website counts from the next request on', async () => {
    await changeWebsite(stage.node, shop, { origin: { kind: 'folder', folder } });
    await stage.node.services.websites.refresh();
    expect((await stage.get('/', {}, { host: 'shop.test' })).body).toBe('the folder');
  });
});
