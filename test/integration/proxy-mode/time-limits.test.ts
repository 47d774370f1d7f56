import { once } from 'node:events';
import { mkdtemp, open } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { ownTime } from '../../support/own-time.ts';
import { listenOnLoopback, type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { openRaw, sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
const silent = net.createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.resume();
});
beforeAll(async () => {
  stage = await startProxyStage({
    timeLimits: { connectMs: 300, answerMs: 500, idleMs: 400, continueMs: 100, lingerMs: 300 },
  });
  const origin = { kind: 'upstream' as const, url: `https://127.0.0.1:${await listenOnLoopback(silent)}` };
  const down = { kind: 'upstream' as const, url: 'http://127.0.0.1:9' };
  const site = (host: string) => ({
    hosts: [host],
    publicUrl: `http://${host}`,
    protection: 'none' as const,
  });
  await addWebsite(stage.node, { ...site('silent.test'), origin });
  await addWebsite(stage.node, { ...site('down.test'), origin: down });
});
afterAll(async () => {
  await stage?.close();
  silent.close();
});

const head = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: partners.test\r\n${more}\r\n`;

/** Resolves when the website notices that its side of the exchange has been ended early. */
function serveUntilLeft(handler: RequestListener): Promise<void> {
  return new Promise((resolve) => {
    stage.serve((request, response) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve();
      });
      handler(request, response);
    });
  });
}

describe('GATE: time limits', () => {
  it('a website that takes no connection in time: 504, for pages and WebSockets', async () => {
    const took = await ownTime(async () => {
      const answer = await stage.get('/x', { 'accept-language': 'en' }, { host: 'silent.test' });
      expect(answer.status).toBe(504);
      expect(answer.body).toContain('takes too long to answer');
      await expect(openWebSocket(stage.node.port, '/x', { host: 'silent.test' })).rejects.toThrow('504');
    });
    expect(took).toBeLessThan(1500);
  });

  it('a website that does not begin its answer in time: 504, and it is told', async () => {
    const left = serveUntilLeft(() => {});
    const answer = await stage.get('/x', { accept: '*/*' });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 504, code: 'website_slow' });
    await left;
    stage.inner.once('upgrade', (_request, socket) => void socket.resume());
    await expect(openWebSocket(stage.node.port, '/x', { host: 'partners.test' })).rejects.toThrow('504');
  });

  it('a long upload is no late answer, as long as it goes on', async () => {
    stage.serve((request, response) => void request.resume().once('end', () => response.end('all')));
    const connection = openRaw(stage.node.port);
    connection.send(head('POST /x', 'Content-Length: 8\r\nConnection: close\r\n'));
    for (let count = 0; count < 8; count += 1) {
      await pause(100);
      connection.send('x');
    }
    expect(await connection.rest()).toMatch(/all$/);
  });

  it('a website that stops in the middle of its answer: the connection breaks off, the answer is not whole', async () => {
    const left = serveUntilLeft((_request, response) => void response.write('half'));
    await expect(stage.get('/x')).rejects.toThrow();
    await left;
  });

  it('a website that dies in the middle of its answer: the same, by length or in pieces', async () => {
    for (const headers of [{}, { 'content-length': '100' }]) {
      stage.serve((_request, response) => {
        response.writeHead(200, headers).write('half');
        setTimeout(() => response.destroy(), 50);
      });
      const answer = await sendRaw(stage.node.port, head('GET /x'));
      expect(answer).toMatch(/half(\r\n)?$/);
      await expect(stage.get('/x')).rejects.toThrow();
    }
  });

  it('a slow answer that goes on is not cut', async () => {
    stage.serve(async (_request, response) => {
      for (let count = 0; count < 8; count += 1) {
        response.write('x');
        await pause(100);
      }
      response.end('end');
    });
    expect((await stage.get('/x')).body).toBe('xxxxxxxxend');
  });

  it('a visitor who stops in the middle of an upload is cut, and the website is told', async () => {
    const left = serveUntilLeft((request) => void request.resume());
    const took = await ownTime(async () => {
      const half = `${head('POST /x', 'Content-Length: 10\r\n')}abc`;
      expect(await sendRaw(stage.node.port, half, 20_000)).toBe('');
    });
    expect(took).toBeLessThan(1500);
    await left;
  });

  it('a website that does not take an upload: 504', async () => {
    stage.serve(() => {});
    const { promise, resolve } = Promise.withResolvers<string>();
    const connection = openRaw(stage.node.port);
    connection.send(head('POST /x', 'Content-Length: 100000000\r\n'));
    const piece = 'x'.repeat(1_000_000);
    const push = (): void => {
      while (!connection.received && connection.socket.write(piece)) {}
    };
    connection.socket.on('drain', push);
    push();
    connection.until(/\r\n\r\n/).then(resolve, (error) => resolve(String(error)));
    expect(await promise).toMatch(/^HTTP\/1\.1 504 /);
    connection.socket.destroy();
  });

  it('a visitor who takes nothing of an answer is cut, out of a folder too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-idle-'));
    const file = await open(join(folder, 'large.bin'), 'w');
    await file.truncate(500_000_000);
    await file.close();
    const origin = { kind: 'folder' as const, folder };
    await addWebsite(stage.node, {
      hosts: ['folder.test'],
      publicUrl: 'http://folder.test',
      protection: 'none',
      origin,
    });
    stage.serve((_request, response) => {
      const piece = Buffer.alloc(1_000_000);
      const push = (): void => {
        while (response.write(piece)) {}
      };
      response.on('drain', push);
      push();
    });
    for (const [host, path] of [
      ['partners.test', '/x'],
      ['folder.test', '/large.bin'],
    ]) {
      const connection = openRaw(stage.node.port);
      connection.socket.pause();
      connection.send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      await expect.poll(() => stage.node.services.connections.size).toBe(1);
      await expect.poll(() => stage.node.services.connections.size).toBe(0);
      connection.socket.destroy();
    }
  });

  it('events and WebSockets may be silent as long as they like', async () => {
    let send: () => void = () => {};
    stage.serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).flushHeaders();
      send = () => void response.write('data: late\n\n');
    });
    stage.inner.once('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.pipe(socket);
    });
    const socket = await openWebSocket(stage.node.port, '/x', { host: 'partners.test' });
    const events = openRaw(stage.node.port);
    events.send(head('GET /events'));
    await events.until(/\r\n\r\n/);
    await pause(1200);
    send();
    await events.until(/data: late/);
    socket.socket.write('hello');
    expect(await socket.next()).toBe('hello');
    socket.socket.destroy();
    events.socket.destroy();
  });

  it('a visitor who does not take what a stream of events sends is cut', async () => {
    const left = serveUntilLeft((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = `data: ${'x'.repeat(1_000_000)}\n\n`;
      const push = (): void => {
        while (response.write(event)) {}
      };
      response.on('drain', push);
      push();
    });
    const connection = openRaw(stage.node.port);
    connection.socket.pause();
    connection.send(head('GET /events'));
    await left;
    connection.socket.destroy();
  });

  it('what is still sent after an answer is read for a while, so that the answer arrives', async () => {
    stage.serve((_request, response) => void response.writeHead(413).end('too much'));
    const connection = openRaw(stage.node.port);
    connection.send(head('POST /x', 'Content-Length: 1000000\r\n'));
    await connection.until(/too much/);
    connection.send('x'.repeat(100_000));
    expect(await ownTime(() => once(connection.socket, 'close'))).toBeLessThan(1500);
    expect(connection.received).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('nothing stays watched when it is over', async () => {
    await expect.poll(() => stage.node.services.connections.size).toBe(0);
  });
});
