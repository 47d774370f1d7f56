import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeWebsite } from '../../support/check-server.ts';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';

let stage: FolderStage;
beforeAll(async () => {
  stage = await startFolderStage();
  await stage.write({
    'style.css': 'p{}',
    'index.html': '<h1><!--#gatehouse name --></h1>',
    'plain.html': 'plain',
    'prices.html': 'closed',
    'photo.webp': 'photo',
    'shop/list.txt': 'closed',
    'shop/index.html': 'closed',
  });
});
afterAll(() => stage?.close());

const kept = async (path: string, cookie = '', more: Record<string, string> = {}) => {
  const { status, headers } = await stage.get(path, { cookie, ...more });
  return [status, headers['cache-control'], headers.vary];
};

describe('GATE: who may keep a file of a folder', () => {
  it('an open one anybody, who asks each time whether it is still the same', async () => {
    expect(await kept('/style.css')).toEqual([200, 'no-cache', 'Accept-Encoding']);
    expect(await kept('/photo.webp')).toEqual([200, 'no-cache', undefined]);
  });

  it('an open one that somebody signed in asked for, that browser only, while signed in', async () => {
    expect(await kept('/style.css', stage.cookie)).toEqual([
      200,
      'private, no-cache',
      'Cookie, Accept-Encoding',
    ]);
  });

  it('a closed one the visitor’s own browser only, while signed in, and it asks each time', async () => {
    const closed = [200, 'private, no-cache', 'Cookie, Accept-Encoding'];
    expect(await kept('/shop/list.txt', stage.cookie)).toEqual(closed);
    expect(await kept('/shop/', stage.cookie)).toEqual(closed);
    const { headers } = await stage.get('/shop/list.txt', { cookie: stage.cookie });
    const again = await kept('/shop/list.txt', stage.cookie, { 'if-none-match': String(headers.etag) });
    expect(again).toEqual([304, ...closed.slice(1)]);
    expect(await kept('/shop/list.txt', stage.cookie, { range: 'bytes=0-1' })).toEqual([
      206,
      ...closed.slice(1),
    ]);
    expect(await kept('/shop/list.txt', stage.cookie, { range: 'bytes=99-' })).toEqual([
      416,
      ...closed.slice(1),
    ]);
  });

  it('a page that knows its visitor nobody', async () => {
    for (const cookie of ['', stage.cookie, stage.pending]) {
      expect((await kept('/', cookie)).slice(0, 2)).toEqual([200, 'private, no-store']);
    }
  });

  it('a no, a redirect or a page that is not there nobody', async () => {
    for (const [path, cookie, status] of [
      ['/shop/list.txt', '', 302],
      ['/shop/list.txt', stage.pending, 403],
      ['/nothing', '', 404],
      ['/shop', stage.cookie, 302],
      ['/a//b', '', 400],
    ] as const) {
      expect((await kept(path, cookie)).slice(0, 2)).toEqual([status, 'no-store']);
    }
  });

  it('I1: with the website closed whole, nothing can be kept by a shared cache', async () => {
    await changeWebsite(stage.node, stage.website, { protection: 'whole' });
    await stage.node.services.websites.refresh();
    for (const path of [
      '/',
      '/style.css',
      '/plain.html',
      '/photo.webp',
      '/shop/list.txt',
      '/nothing',
      '/shop',
    ]) {
      for (const cookie of ['', stage.cookie, stage.pending]) {
        for (const method of ['GET', 'HEAD', 'POST']) {
          const { headers } = await stage.get(path, { cookie }, { method });
          expect([path, method, headers['cache-control']]).toEqual([
            path,
            method,
            expect.stringMatching(/^(?:no-store|private, no-(?:cache|store))$/),
          ]);
        }
      }
    }
    await changeWebsite(stage.node, stage.website, {});
    await stage.node.services.websites.refresh();
  });
});
