import { once } from 'node:events';
import { appendFile, open, readdir, readlink, rename, truncate, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FolderStage, startFolderStage } from '../../support/folder-stage.ts';
import { lookWhileCounting, memoryFor } from '../../support/memory.ts';

let stage: FolderStage;
const size = 50_000_000;
beforeAll(async () => {
  stage = await startFolderStage();
});
afterAll(() => stage?.close());

/** Begins to read a file and stops after the first piece. */
async function beginReading(path: string, look: (piece: Buffer) => unknown = () => {}) {
  const headers = { host: 'partners.test' };
  const request = http.get({ host: '127.0.0.1', port: stage.node.port, path, headers, agent: false });
  request.on('error', () => {});
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  let received = 0;
  let isMixed = false;
  let isBroken = false;
  answer.on('error', () => {
    isBroken = true;
  });
  answer.on('data', (piece: Buffer) => {
    received += piece.length;
    look(piece);
    isMixed ||= piece.includes('b');
  });
  await once(answer, 'data');
  answer.pause();
  return {
    request,
    answer,
    /** Reads the rest. */
    async finish() {
      const { promise: closed, resolve: close } = Promise.withResolvers<void>();
      answer.once('close', close);
      answer.resume();
      await closed;
      return { received, isMixed, isBroken };
    },
  };
}

/** How many files below the folder this process holds open. */
async function openFiles(): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => link.startsWith(stage.folder)).length;
}

describe('GATE: a file that changes while it is sent', () => {
  it('is sent as it was where another takes its name, as whoever publishes with care does', async () => {
    await writeFile(join(stage.folder, 'a.bin'), Buffer.alloc(size, 'a'));
    await writeFile(join(stage.folder, 'new.bin'), Buffer.alloc(size / 2, 'b'));
    const reading = await beginReading('/a.bin');
    await rename(join(stage.folder, 'new.bin'), join(stage.folder, 'a.bin'));
    expect(await reading.finish()).toEqual({ received: size, isMixed: false, isBroken: false });
    expect((await stage.get('/a.bin', { range: 'bytes=0-2' })).body).toBe('bbb');
  });

  it('breaks off where it becomes shorter: half a file never looks like a whole one', async () => {
    await writeFile(join(stage.folder, 'c.bin'), Buffer.alloc(size, 'a'));
    const reading = await beginReading('/c.bin');
    await truncate(join(stage.folder, 'c.bin'), size / 2);
    expect(await reading.finish()).toMatchObject({ isBroken: true });
  });

  it('breaks off where it is written over', async () => {
    await writeFile(join(stage.folder, 'd.bin'), Buffer.alloc(size, 'a'));
    const reading = await beginReading('/d.bin');
    const file = await open(join(stage.folder, 'd.bin'), 'r+');
    await file.write(Buffer.alloc(size, 'b'), 0, size, 0);
    await file.close();
    expect(await reading.finish()).toMatchObject({ isBroken: true });
  });

  it('is sent as far as it was where it only grew', async () => {
    await writeFile(join(stage.folder, 'e.log'), Buffer.alloc(size, 'a'));
    const reading = await beginReading('/e.log');
    await appendFile(join(stage.folder, 'e.log'), 'b'.repeat(1000));
    expect(await reading.finish()).toEqual({ received: size, isMixed: false, isBroken: false });
  });

  it('is one or the other, never a mixture, however often it is replaced', async () => {
    const names = ['one', 'two'];
    let isOver = false;
    const replacing = (async () => {
      for (let count = 0; !isOver; count += 1) {
        const next = join(stage.folder, 'next.tmp');
        await writeFile(next, (names[count % 2] ?? '').repeat(1000 + (count % 7)));
        await rename(next, join(stage.folder, 'often.txt'));
      }
    })();
    try {
      await expect.poll(async () => (await stage.get('/often.txt')).status).toBe(200);
      for (let count = 0; count < 150; count += 1) {
        const { status, body, headers } = await stage.get('/often.txt');
        expect(status).toBe(200);
        expect(body).toMatch(/^(?:(?:one)+|(?:two)+)$/);
        expect(body.length).toBe(Number(headers['content-length']));
      }
    } finally {
      isOver = true;
      await replacing;
    }
  });
});

describe('GATE: a large file', () => {
  it('is read as fast as the visitor takes it, in bounded memory', async () => {
    const file = await open(join(stage.folder, 'large.bin'), 'w');
    await file.truncate(200_000_000);
    await file.close();
    let received = 0;
    const grown = await memoryFor(async (look) => {
      const reading = await beginReading('/large.bin', lookWhileCounting(200_000_000, look));
      received = (await reading.finish()).received;
    });
    expect(received).toBe(200_000_000);
    expect(grown).toBeLessThan(20_000_000);
  });

  it('is given up, and closed, when the visitor leaves', async () => {
    const readings = await Promise.all(Array.from({ length: 5 }, () => beginReading('/large.bin')));
    expect(await openFiles()).toBe(5);
    for (const { request } of readings) request.destroy();
    await expect.poll(openFiles).toBe(0);
    await expect.poll(() => stage.node.services.connections.size).toBe(0);
  });

  it('can be fetched in pieces by several at once, from behind the first 4 GB too', async () => {
    const file = await open(join(stage.folder, 'huge.bin'), 'w');
    await file.truncate(6_000_000_000);
    await file.write('end', 5_999_999_997);
    await file.close();
    expect((await stage.get('/huge.bin', { range: 'bytes=-3' })).body).toBe('end');
    expect((await stage.get('/huge.bin', { range: 'bytes=5999999997-' })).headers['content-range']).toBe(
      'bytes 5999999997-5999999999/6000000000',
    );
    expect((await stage.get('/huge.bin', {}, { method: 'HEAD' })).headers['content-length']).toBe(
      '6000000000',
    );
  });
});

it('GATE: whatever was asked for, no file stays open', async () => {
  await stage.write({
    'x.html': 'x',
    'x.html.gz': 'x',
    't.html': '<!--#gatehouse name -->',
    '404.html': 'not here',
    'shop/x.txt': 'x',
  });
  const asked = [
    '/x.html',
    '/x.html.gz',
    '/t.html',
    '/nothing',
    '/shop/x.txt',
    '/shop',
    '/x.html/',
    '/',
    '/a//b',
  ];
  for (const path of asked) {
    for (const cookie of ['', stage.cookie, stage.pending]) {
      for (const more of [{}, { range: 'bytes=9-' }, { 'if-none-match': '*' }, { 'if-match': '"x"' }]) {
        const headers = { cookie, 'accept-encoding': 'gzip', ...more };
        await stage.get(path, headers);
        await stage.get(path, headers, { method: 'HEAD' });
      }
    }
  }
  await pause(50);
  expect(await openFiles()).toBe(0);
});
