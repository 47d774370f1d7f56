import { symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';

let stage: FolderStage;
const text = 'p{}'.repeat(100);
const template = 'for <!--#gatehouse if price-group B -->9,99<!--#gatehouse end -->';

beforeAll(async () => {
  stage = await startFolderStage();
  await stage.write({
    'style.css': text,
    'style.css.br': brotliCompressSync(text),
    'style.css.gz': gzipSync(text),
    'only.js': text,
    'only.js.gz': gzipSync(text),
    'old.css': text,
    'old.css.gz': gzipSync('stale'),
    'photo.png': text,
    'photo.png.gz': gzipSync(text),
    'linked.css': text,
    'shop/data.json': text,
    'shop/data.json.br': brotliCompressSync(text),
    'prices.html': 'closed',
    'prices.html.gz': gzipSync('closed'),
    'page.html': template,
    'page.html.gz': gzipSync(template),
    'download.csv.gz': gzipSync(text),
  });
  await utimes(join(stage.folder, 'old.css.gz'), new Date(0), new Date(0));
  await symlink(join(stage.folder, 'shop', 'data.json.br'), join(stage.folder, 'linked.css.br'));
});
afterAll(() => stage?.close());

const get = (path: string, encoding: string, cookie = '', more: Record<string, string> = {}) =>
  stage.get(path, { 'accept-encoding': encoding, cookie, ...more });

describe('R12: compressed forms that stand beside a file', () => {
  it.each([
    ['/style.css', 'gzip, deflate, br, zstd', 'br'],
    ['/style.css', 'gzip', 'gzip'],
    ['/style.css', 'br;q=0, gzip;q=0.5', 'gzip'],
    ['/style.css', '*', 'br'],
    ['/style.css', 'identity', undefined],
    ['/style.css', '', undefined],
    ['/only.js', 'br, gzip', 'gzip'],
    ['/only.js', 'br', undefined],
    ['/old.css', 'gzip', undefined],
    ['/photo.png', 'gzip', undefined],
    ['/linked.css', 'br', undefined],
  ])('%s for “%s” comes as %s', async (path, accepted, encoding) => {
    const answer = await get(path, accepted);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toMatch(/^text\/(?:css|javascript); charset=utf-8$|^image\/png$/);
    if (path !== '/photo.png') expect(answer.headers.vary).toBe('Accept-Encoding');
    if (encoding === undefined) expect(answer.body).toBe(text);
    else expect(Number(answer.headers['content-length'])).toBeLessThan(text.length);
  });

  it('have their own ETag, by which they are known again', async () => {
    const tags = await Promise.all(
      ['', 'br', 'gzip'].map(async (as) => (await get('/style.css', as)).headers.etag),
    );
    expect(new Set(tags).size).toBe(3);
    expect((await get('/style.css', 'br', '', { 'if-none-match': String(tags[1]) })).status).toBe(304);
    expect((await get('/style.css', 'gzip', '', { 'if-none-match': String(tags[1]) })).status).toBe(200);
  });

  it('I1: are as closed as the file itself, under its address and under their own', async () => {
    for (const path of [
      '/shop/data.json',
      '/shop/data.json.br',
      '/prices.html',
      '/prices.html.gz',
      '/PRICES.html.gz',
    ]) {
      expect([path, (await get(path, 'br, gzip')).status]).toEqual([path, 302]);
      expect([path, (await get(path, 'br, gzip', stage.pending)).status]).toEqual([path, 403]);
    }
    expect((await get('/shop/data.json', 'br', stage.cookie)).headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/json',
      'cache-control': 'private, no-cache',
      vary: 'Cookie, Accept-Encoding',
    });
  });

  it('I1: of a page that knows its visitor are never sent: they hold what the page leaves out', async () => {
    expect((await get('/page.html', 'gzip')).body).toBe('for ');
    expect((await get('/page.html.gz', 'gzip')).status).toBe(404);
  });

  it('that stand alone are files like others', async () => {
    const answer = await get('/download.csv.gz', 'gzip');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/gzip' });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });
});
