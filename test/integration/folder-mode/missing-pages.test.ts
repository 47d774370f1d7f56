import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite, changeWebsite } from '../../support/check-server.ts';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';

let stage: FolderStage;
beforeAll(async () => {
  stage = await startFolderStage();
  await stage.write({
    'index.html': 'start',
    'shop/index.html': 'shop',
    'shop/sub/x.txt': 'x',
    'assets/x.js': 'x',
  });
});
afterAll(() => stage?.close());
afterEach(() => rm(join(stage.folder, '404.html'), { force: true }));

describe('R12: index pages', () => {
  it('show a folder, under its address with a slash; the query stays, whatever is in it', async () => {
    expect((await stage.get('/')).body).toBe('start');
    expect((await stage.get('/shop/', { cookie: stage.cookie })).body).toBe('shop');
    expect((await stage.get('/shop/index.html', { cookie: stage.cookie })).body).toBe('shop');
    for (const [path, target] of [
      ['/shop', '/shop/'],
      ['/shop?', '/shop/?'],
      ['/shop?a=1&b=%2F?c', '/shop/?a=1&b=%2F?c'],
      ['/shop/sub?x', '/shop/sub/?x'],
      ['/assets', '/assets/'],
    ] as const) {
      const answer = await stage.get(path, { cookie: stage.cookie });
      expect([answer.status, answer.headers.location]).toEqual([302, target]);
    }
  });

  it('are all that is shown of a folder: there are no listings', async () => {
    for (const path of ['/assets/', '/shop/sub/']) {
      const answer = await stage.get(path, { cookie: stage.cookie });
      expect(answer.status).toBe(404);
      expect(answer.body).not.toMatch(/x\.js|x\.txt/);
    }
  });

  it('are asked for like any file', async () => {
    const head = await stage.get('/', {}, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '5', '']);
  });
});

describe('R12: the website’s own page for what is not there', () => {
  it('is 404.html, with the status 404, also asked for by HEAD', async () => {
    await stage.write({ '404.html': 'our own page' });
    const answer = await stage.get('/nothing?x=1', { range: 'bytes=0-2', 'if-none-match': '*' });
    expect(answer).toMatchObject({ status: 404, body: 'our own page' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(answer.headers.etag).toBeUndefined();
    expect((await stage.get('/nothing', {}, { method: 'HEAD' })).status).toBe(404);
    expect((await stage.get('/assets/')).body).toBe('our own page');
    expect((await stage.get('/404.html')).status).toBe(200);
  });

  it('knows its visitor as other pages do', async () => {
    await stage.write({
      '404.html':
        'sorry <!--#gatehouse if signed-in --><!--#gatehouse name --><!--#gatehouse else -->guest<!--#gatehouse end -->',
    });
    expect(await stage.get('/nothing')).toMatchObject({ status: 404, body: 'sorry guest' });
    expect(await stage.get('/nothing', { cookie: stage.cookie })).toMatchObject({
      status: 404,
      body: 'sorry Anna',
    });
  });

  it('is not for scripts, which get a problem in JSON', async () => {
    await stage.write({ '404.html': 'our own page' });
    const answer = await stage.get('/nothing', { 'sec-fetch-mode': 'cors' });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: 'page_not_found' });
  });

  it('is the gate’s page where the website has none', async () => {
    const answer = await stage.get('/nothing', { 'accept-language': 'en' });
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('This page does not exist');
  });

  it('I1: reveals nothing of the closed part: neither the page itself, nor what is there and what not', async () => {
    await stage.write({ '404.html': 'our own page', 'shop/404.html': 'closed page' });
    for (const path of ['/shop/nothing', '/shop/index.html', '/shop/sub/x.txt']) {
      const guest = await stage.get(path);
      expect([guest.status, guest.body]).toEqual([302, '']);
      expect((await stage.get(path, { cookie: stage.pending })).status).toBe(403);
    }
    await changeWebsite(stage.node, stage.website, { protection: 'whole' });
    await stage.node.services.websites.refresh();
    expect(await stage.get('/nothing')).toMatchObject({ status: 302, body: '' });
    expect((await stage.get('/nothing', { cookie: stage.pending })).body).not.toContain('our own');
    expect((await stage.get('/nothing', { cookie: stage.cookie })).body).toBe('our own page');
    await changeWebsite(stage.node, stage.website, { paths: ['/shop', '/404.html'] });
    await stage.node.services.websites.refresh();
    expect((await stage.get('/nothing')).body).not.toContain('our own');
    expect((await stage.get('/nothing', { cookie: stage.cookie })).body).toBe('our own page');
    await changeWebsite(stage.node, stage.website, {});
    await stage.node.services.websites.refresh();
  });

  it('I1: is no way to a closed file, nor out of the folder', async () => {
    await symlink(join(stage.folder, 'shop', 'index.html'), join(stage.folder, '404.html'));
    expect((await stage.get('/nothing')).body).not.toContain('shop');
    await rm(join(stage.folder, '404.html'));
    await symlink('/etc/passwd', join(stage.folder, '404.html'));
    expect((await stage.get('/nothing')).body).not.toContain('root:');
  });
});

it('R12: a website whose folder is gone is out of reach, not empty', async () => {
  const origin = { kind: 'folder' as const, folder: join(stage.outside, 'gone') };
  await addWebsite(stage.node, {
    hosts: ['gone.test'],
    publicUrl: 'http://gone.test',
    protection: 'none',
    origin,
  });
  const answer = await stage.get('/', { 'accept-language': 'en' }, { host: 'gone.test' });
  expect(answer.status).toBe(502);
  expect(answer.body).not.toContain(stage.outside);
});
