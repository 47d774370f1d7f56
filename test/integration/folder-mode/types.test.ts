import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';

let stage: FolderStage;
beforeAll(async () => {
  stage = await startFolderStage();
});
afterAll(() => stage?.close());

it.each([
  ['page.html', 'text/html; charset=utf-8'],
  ['page.HTM', 'text/html; charset=utf-8'],
  ['style.css', 'text/css; charset=utf-8'],
  ['app.js', 'text/javascript; charset=utf-8'],
  ['module.mjs', 'text/javascript; charset=utf-8'],
  ['data.json', 'application/json'],
  ['app.webmanifest', 'application/manifest+json'],
  ['code.wasm', 'application/wasm'],
  ['feed.xml', 'application/xml'],
  ['readme.txt', 'text/plain; charset=utf-8'],
  ['list.csv', 'text/csv; charset=utf-8'],
  ['subtitles.vtt', 'text/vtt; charset=utf-8'],
  ['logo.svg', 'image/svg+xml'],
  ['photo.webp', 'image/webp'],
  ['photo.avif', 'image/avif'],
  ['photo.JPG', 'image/jpeg'],
  ['favicon.ico', 'image/vnd.microsoft.icon'],
  ['font.woff2', 'font/woff2'],
  ['film.mp4', 'video/mp4'],
  ['brochure.pdf', 'application/pdf'],
  ['prices.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['archive.tar.gz', 'application/gzip'],
  ['program.exe', 'application/octet-stream'],
  ['NOTICE', 'application/octet-stream'],
  ['html', 'application/octet-stream'],
])('R12: %s is sent as %s, and not to be taken for anything else', async (name, type) => {
  await stage.write({ [name]: 'content' });
  const { status, headers, body } = await stage.get(`/${name}`);
  expect([status, headers['content-type'], body]).toEqual([200, type, 'content']);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

it('R12: what a compressed file holds is not told as its own encoding', async () => {
  expect((await stage.get('/archive.tar.gz')).headers['content-encoding']).toBeUndefined();
});
