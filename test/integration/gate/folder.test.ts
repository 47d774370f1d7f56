import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask, type Question } from '../../support/ask.ts';
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
let folder: string;
let website: PublishedWebsite;
let cookie: string;
let pending: string;

const page = `<h1><!--#gatehouse if signed-in -->Welkom <!--#gatehouse name -->, prijsgroep <!--#gatehouse price-group --><!--#gatehouse else -->Welkom gast<!--#gatehouse end --></h1>
<!--#gatehouse if price-group A --><b>12,50</b><!--#gatehouse end --><!--#gatehouse if price-group B --><b>9,99</b><!--#gatehouse end -->`;

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  const outside = await mkdtemp(join(tmpdir(), 'gatehouse-folder-'));
  folder = join(outside, 'site');
  await mkdir(join(folder, 'shop', 'sub'), { recursive: true });
  await mkdir(join(folder, '.git'));
  await mkdir(join(folder, '.well-known'));
  await writeFile(join(outside, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'plain.html'), '<p>plain</p>');
  await writeFile(join(folder, 'style.css'), 'p{}');
  await writeFile(join(folder, 'Prijzen café #1 100%.txt'), '0123456789');
  await writeFile(join(folder, 'shop', 'index.html'), 'shop');
  await writeFile(join(folder, 'shop', 'secret.txt'), 'closed');
  await writeFile(join(folder, '.git', 'config'), 'git');
  await writeFile(join(folder, '.well-known', 'security.txt'), 'contact');
  await symlink(join(outside, 'secret.txt'), join(folder, 'leak.txt'));
  await symlink(outside, join(folder, 'up'));
  await symlink(join(folder, 'shop', 'secret.txt'), join(folder, 'open-door.txt'));
  await symlink(join(folder, 'style.css'), join(folder, 'alias.css'));
  website = await addWebsite(node, {
    hosts: ['shop.test'],
    publicUrl: 'http://shop.test',
    protection: 'part',
    paths: ['/shop'],
    origin: { kind: 'folder', folder },
  });
  cookie = await signIn(node, website, await addPerson(node, website, { personName: '<b>Zoë</b>' }));
  pending = await signIn(
    node,
    website,
    await addPerson(node, website, { status: 'pending', personName: 'Piet' }),
  );
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const get = (path: string, headers: Question['headers'] = {}, more: Partial<Question> = {}) =>
  ask({
    port: node.port,
    path,
    host: 'shop.test:8081',
    headers: { accept: 'text/html', ...headers },
    ...more,
  });

describe('a website in a folder', () => {
  it.each([
    ['/', 'text/html'],
    ['/style.css', 'text/css'],
    ['/Prijzen%20caf%C3%A9%20%231%20100%25.txt', 'text/plain'],
    ['/.well-known/security.txt', 'text/plain'],
    ['/alias.css', 'text/css'],
  ])('R12: serves %s as %s', async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('R12: answers ranges, validators and HEAD', async () => {
    const path = '/Prijzen%20caf%C3%A9%20%231%20100%25.txt';
    const whole = await get(path);
    expect(whole.body).toBe('0123456789');
    const piece = await get(path, { range: 'bytes=2-4' });
    expect(piece).toMatchObject({ status: 206, body: '234' });
    expect(piece.headers['content-range']).toBe('bytes 2-4/10');
    expect((await get(path, { range: 'bytes=20-' })).status).toBe(416);
    expect((await get(path, { 'if-none-match': String(whole.headers.etag) })).status).toBe(304);
    const head = await get(path, {}, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('10');
  });

  it('R12: a folder is shown by its index page, under its address with a slash', async () => {
    expect((await get('/shop?x=1', { cookie })).headers.location).toBe('/shop/?x=1');
    expect((await get('/shop/', { cookie })).body).toBe('shop');
    expect((await get('/shop/sub/', { cookie })).status).toBe(404);
    expect((await get('/style.css/')).status).toBe(404);
  });

  it.each([
    '/nothing',
    '/leak.txt',
    '/up/secret.txt',
    '/up/',
    '/.git/config',
    '/.git/',
    '/nothing/index.html',
  ])('I1: there is nothing at %s, neither outside the folder nor in hidden files', async (path) => {
    const answer = await get(path, { cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toMatch(/outside|git/);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/x/..\\..\\secret.txt',
  ])('I1: no path leads out of the folder (%s)', async (path) => {
    const answer = await get(path, { cookie });
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('outside');
  });

  it('I1: an open address that leads to a closed file by a link is closed', async () => {
    expect((await get('/open-door.txt')).status).toBe(302);
    expect((await get('/open-door.txt', { cookie: pending })).status).toBe(403);
    expect((await get('/open-door.txt', { cookie })).body).toBe('closed');
  });

  it('R12: the closed part is closed', async () => {
    for (const path of ['/shop', '/shop/', '/SHOP/secret.txt', '/shop/secret.txt', '/shop/nothing']) {
      expect((await get(path)).status).toBe(302);
      expect((await get(path, { cookie: pending })).status).toBe(403);
    }
    expect((await get('/shop/secret.txt', { cookie })).body).toBe('closed');
  });

  it('R12: pages can only be read', async () => {
    const answer = await get('/', {}, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('R12: what is closed, or told to somebody, may not be kept by shared caches', async () => {
    expect((await get('/style.css')).headers['cache-control']).toBe('no-cache');
    expect((await get('/style.css', { cookie })).headers['cache-control']).toBe('private, no-cache');
    expect((await get('/shop/secret.txt', { cookie })).headers['cache-control']).toBe('private, no-cache');
    expect((await get('/')).headers['cache-control']).toBe('private, no-store');
  });
});

describe('pages that know their visitor', () => {
  it('R15: show the name, escaped, and the prices that apply, and no others', async () => {
    const { body } = await get('/', { cookie });
    expect(body).toContain('Welkom &#60;b&#62;Zoë&#60;/b&#62;, prijsgroep A');
    expect(body).toContain('12,50');
    expect(body).not.toContain('9,99');
    expect(body).not.toContain('gatehouse');
  });

  it('R15, I1: show nothing of it to guests and to those without access', async () => {
    for (const own of ['', pending]) {
      const { body } = await get('/', { cookie: own });
      expect(body).toContain('Welkom gast');
      expect(body).not.toMatch(/12,50|9,99|Piet/);
    }
  });

  it('R15, I1: are not shown unfilled, however large they are', async () => {
    const large = 'x'.repeat(1_200_000);
    await writeFile(
      join(folder, 'large.html'),
      `${large}<!--#gatehouse if price-group B -->9,99<!--#gatehouse end -->`,
    );
    const answer = await get('/large.html', { cookie });
    expect(answer.status).toBe(502);
    expect(answer.body).not.toContain('9,99');
    await writeFile(join(folder, 'large.html'), large);
    expect((await get('/large.html', { cookie })).body).toBe(large);
  });

  it('R15: follow a change of the file', async () => {
    await writeFile(join(folder, 'plain.html'), '<p>nieuw voor <!--#gatehouse contact --></p>');
    expect((await get('/plain.html', { cookie })).body).toBe('<p>nieuw voor 10001</p>');
  });
});

it('R12: behind the user’s own web server only the gate’s pages are served', async () => {
  await addWebsite(node, { hosts: ['own.test'], publicUrl: 'http://own.test', protection: 'none' });
  expect((await get('/', {}, { host: 'own.test' })).status).toBe(404);
  expect((await get('/_gate/me.json', {}, { host: 'own.test' })).status).toBe(200);
  expect((await get('/_gate/unknown', {}, { host: 'shop.test' })).status).toBe(404);
});
