import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';

let stage: FolderStage;
let etag: string;
const changed = new Date('2026-01-02T03:04:05.600Z');
const since = (seconds: number) => new Date(changed.getTime() + seconds * 1000).toUTCString();

beforeAll(async () => {
  stage = await startFolderStage();
  await stage.write({ 'digits.txt': '0123456789', 'empty.txt': '' });
  await utimes(join(stage.folder, 'digits.txt'), changed, changed);
  etag = String((await stage.get('/digits.txt')).headers.etag);
});
afterAll(() => stage?.close());

const get = (headers: Record<string, string>, method = 'GET', path = '/digits.txt') =>
  stage.get(path, headers, { method });

describe('RFC 9110 §14: a piece of a file', () => {
  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['Bytes=9-9', '9', 'bytes 9-9/10'],
  ])('%s is %s', async (range, body, content) => {
    const answer = await get({ range });
    expect(answer).toMatchObject({ status: 206, body });
    expect(answer.headers).toMatchObject({
      'content-range': content,
      'content-length': String(body.length),
      'content-type': 'text/plain; charset=utf-8',
      'accept-ranges': 'bytes',
      etag,
    });
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s is outside: 416, with the size', async (range) => {
    const answer = await get({ range });
    expect(answer).toMatchObject({ status: 416, body: '' });
    expect(answer.headers['content-range']).toBe('bytes */10');
  });

  it.each([
    'bytes=0-1,4-5',
    'bytes=5-2',
    'lines=0-1',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes 0-1',
    'bytes=1-2-3',
  ])('%s can’t be given as one piece, so the whole is', async (range) => {
    expect(await get({ range })).toMatchObject({ status: 200, body: '0123456789' });
  });

  it('of nothing is nothing', async () => {
    expect((await get({ range: 'bytes=0-' }, 'GET', '/empty.txt')).status).toBe(416);
    expect(await get({}, 'GET', '/empty.txt')).toMatchObject({ status: 200, body: '' });
  });

  it('is for GET only', async () => {
    const answer = await get({ range: 'bytes=2-4' }, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('10');
  });

  it('If-Range: only of the very file that the visitor has a part of', async () => {
    const range = 'bytes=2-4';
    expect(await get({ range, 'if-range': etag })).toMatchObject({ status: 206, body: '234' });
    expect(await get({ range, 'if-range': since(0) })).toMatchObject({ status: 206, body: '234' });
    for (const other of [`W/${etag}`, '"other"', since(-60), since(60), 'nonsense']) {
      expect(await get({ range, 'if-range': other })).toMatchObject({ status: 200, body: '0123456789' });
    }
  });
});

describe('RFC 9110 §13: what the visitor has already', () => {
  it('is told by a strong ETag and the time of the change', async () => {
    const { headers } = await get({});
    expect(headers.etag).toMatch(/^"[^"]+"$/);
    expect(headers['last-modified']).toBe('Fri, 02 Jan 2026 03:04:05 GMT');
  });

  it.each([
    [{ 'if-none-match': () => etag }, 304],
    [{ 'if-none-match': () => `W/${etag}` }, 304],
    [{ 'if-none-match': () => `"a", ${etag}` }, 304],
    [{ 'if-none-match': () => '*' }, 304],
    [{ 'if-none-match': () => '"other"' }, 200],
    [{ 'if-modified-since': () => since(0) }, 304],
    [{ 'if-modified-since': () => since(60) }, 304],
    [{ 'if-modified-since': () => since(-60) }, 200],
    [{ 'if-modified-since': () => 'nonsense' }, 200],
    [{ 'if-none-match': () => '"other"', 'if-modified-since': () => since(60) }, 200],
    [{ 'if-match': () => etag }, 200],
    [{ 'if-match': () => '"other"' }, 412],
    [{ 'if-match': () => `W/${etag}` }, 412],
    [{ 'if-unmodified-since': () => since(0) }, 200],
    [{ 'if-unmodified-since': () => since(-60) }, 412],
    [{ 'if-match': () => '"other"', 'if-none-match': () => etag }, 412],
  ] as [Record<string, () => string>, number][])('%o: %i', async (conditions, status) => {
    const headers = Object.fromEntries(Object.entries(conditions).map(([name, value]) => [name, value()]));
    for (const method of ['GET', 'HEAD']) {
      const answer = await get(headers, method);
      expect(answer.status).toBe(status);
      expect(answer.body).toBe(status === 200 && method === 'GET' ? '0123456789' : '');
      if (status === 304) expect(answer.headers).toMatchObject({ etag, 'cache-control': 'no-cache' });
      if (status === 304) expect(answer.headers['content-length']).toBeUndefined();
    }
  });

  it('is something else once the file changed, also within the same second', async () => {
    await stage.write({ 'digits.txt': '9876543210' });
    await utimes(join(stage.folder, 'digits.txt'), changed, new Date(changed.getTime() + 1));
    const answer = await get({ 'if-none-match': etag });
    expect(answer).toMatchObject({ status: 200, body: '9876543210' });
    expect(answer.headers.etag).not.toBe(etag);
  });

  it('does not open what is closed', async () => {
    await stage.write({ 'shop/list.txt': 'closed' });
    const tag = String((await stage.get('/shop/list.txt', { cookie: stage.cookie })).headers.etag);
    expect((await stage.get('/shop/list.txt', { 'if-none-match': tag })).status).toBe(302);
    expect((await stage.get('/shop/list.txt', { 'if-none-match': tag, cookie: stage.pending })).status).toBe(
      403,
    );
    expect((await stage.get('/shop/list.txt', { 'if-none-match': tag, cookie: stage.cookie })).status).toBe(
      304,
    );
    expect((await stage.get('/shop/list.txt', { 'if-none-match': '*' })).headers.etag).toBeUndefined();
  });
});
