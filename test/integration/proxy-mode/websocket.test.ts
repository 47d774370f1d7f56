import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWebSocket } from '../../support/echo-website.ts';
import { ownTime } from '../../support/own-time.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { openRaw, sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
let upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
beforeAll(async () => {
  stage = await startProxyStage();
  stage.inner.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    upgrade(request, socket, head);
  });
});
afterAll(() => stage?.close());
beforeEach(() => {
  upgrade = (request, socket) => accept(request, socket).pipe(socket);
});

function accept(request: IncomingMessage, socket: Socket, more = ''): Socket {
  const protocol = request.headers['sec-websocket-protocol']?.split(',').at(-1)?.trim();
  const chosen = protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${chosen}${more}\r\n`,
  );
  return socket;
}

const host = 'partners.test';
const open = (path: string, headers: Record<string, string> = {}) =>
  openWebSocket(stage.node.port, path, { host, ...headers });
const handshake = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

describe('GATE: a WebSocket', () => {
  it('takes the subprotocol and extensions that the website chose', async () => {
    upgrade = (request, socket) => {
      expect(request.headers['sec-websocket-key']).toBe('dGhlIHNhbXBsZSBub25jZQ==');
      accept(request, socket, 'Sec-WebSocket-Extensions: permessage-deflate\r\n');
    };
    const { headers, socket } = await open('/', { 'sec-websocket-protocol': 'chat, superchat' });
    expect(headers).toMatchObject({
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-protocol': 'superchat',
      'sec-websocket-extensions': 'permessage-deflate',
    });
    socket.destroy();
  });

  it('gets the website’s ordinary answer where the website refuses it', async () => {
    upgrade = (_request, socket) =>
      void socket.end(
        'HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nSet-Cookie: gate=x\r\nContent-Length: 9\r\n\r\nnot here!',
      );
    const answer = await sendRaw(stage.node.port, handshake('/'));
    expect(answer).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/);
    expect(answer).toMatch(/\r\nSec-WebSocket-Version: 13\r\n/);
    expect(answer).not.toMatch(/set-cookie/i);
    expect(answer).toMatch(/\r\n\r\nnot here!$/);
  });

  it('gets the website’s page where the website knows of no WebSockets', async () => {
    const listeners = stage.inner.listeners('upgrade');
    stage.inner.removeAllListeners('upgrade');
    stage.serve((request, response) => void response.end(`plain ${request.url}`));
    expect(await sendRaw(stage.node.port, handshake('/x'))).toMatch(/^HTTP\/1\.1 200 [\s\S]*plain \/x/);
    for (const listener of listeners)
      stage.inner.on('upgrade', (...given) => Reflect.apply(listener, null, given));
  });

  it('passes what either side sends along with the handshake', async () => {
    upgrade = (request, socket, head) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhi ${head}`,
      );
      socket.on('data', (piece) => socket.write(piece));
      expect(request.url).toBe('/');
    };
    const connection = openRaw(stage.node.port);
    connection.send(`${handshake('/')}early`);
    expect(await connection.until(/hi .*early|early.*hi/s)).toMatch(/^HTTP\/1\.1 101 /);
    connection.socket.destroy();
  });

  it('slows the sender down where the other side does not read, either way', async () => {
    const sides: Duplex[] = [];
    upgrade = (request, socket) => void sides.push(accept(request, socket).pause());
    const { socket: visitor } = await open('/');
    visitor.pause();
    const [website] = sides;
    if (website === undefined) throw new Error('the website has no socket');
    for (const [from, to] of [
      [visitor, website],
      [website, visitor],
    ] as const) {
      const piece = Buffer.alloc(65_536, 'x');
      let sent = 0;
      const deadline = performance.now() + 700;
      while (performance.now() < deadline && sent < 50_000_000) {
        sent += piece.length;
        if (!from.write(piece))
          await Promise.race([once(from, 'drain'), pause(Math.max(1, deadline - performance.now()))]);
      }
      // What the system's own buffers hold, and no more.
      expect(sent).toBeLessThan(25_000_000);
      let received = 0;
      to.on('data', (data: Buffer) => {
        received += data.length;
      });
      to.resume();
      await expect.poll(() => received, { timeout: 5_000 }).toBe(sent);
    }
    visitor.destroy();
  });

  it('delivers what the website sent at last, also to a visitor who reads slowly', async () => {
    const last = 'x'.repeat(3_000_000);
    upgrade = (request, socket) => void accept(request, socket).end(last);
    const connection = openRaw(stage.node.port);
    connection.send(handshake('/'));
    connection.socket.pause();
    await pause(300);
    connection.socket.resume();
    expect(await connection.rest()).toMatch(/^HTTP\/1\.1 101 [\s\S]*\r\n\r\nx{3000000}$/);
  });

  it('ends on the one side when it ends or breaks off on the other', async () => {
    for (const ending of ['end', 'resetAndDestroy'] as const) {
      const inner: Socket[] = [];
      upgrade = (request, socket) => void inner.push(accept(request, socket).resume());
      const first = await open('/');
      const ended = once(inner[0] ?? first.socket, 'end');
      first.socket[ending]();
      await ended;
      const second = await open('/');
      const took = await ownTime(() => {
        inner[1]?.[ending]();
        return second.ended();
      });
      expect(took).toBeLessThan(1_000);
    }
    await expect.poll(() => stage.node.services.connections.size).toBe(0);
  });

  it('with a body is none: nothing of it can become the next visitor’s request', async () => {
    const seen: string[] = [];
    stage.serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      request.resume();
      response.end('ok');
    });
    upgrade = (_request, socket) => void socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    const stolen = 'GET /stolen HTTP/1.1\r\nHost: partners.test\r\n\r\n';
    await sendRaw(stage.node.port, handshake('/x', `Content-Length: ${stolen.length}\r\n`) + stolen, 300);
    await sendRaw(stage.node.port, handshake('/y', 'Transfer-Encoding: chunked\r\n') + stolen, 300);
    await sendRaw(stage.node.port, handshake('/z', 'Content-Length: 30\r\n'), 300);
    for (let count = 0; count < 3; count += 1) expect((await stage.get('/next')).body).toBe('ok');
    expect(seen.filter((what) => what !== 'GET /next' && !/^GET \/[xyz]$/.test(what))).toEqual([]);
    expect(seen.filter((what) => what === 'GET /next')).toHaveLength(3);
  });
});

describe('GATE: an upgrade to something else', () => {
  it('is no upgrade, and the request is answered like any other, with its body', async () => {
    stage.serve(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      response.end(
        `${request.method} ${Buffer.concat(pieces)} ${request.headers.upgrade} ${request.headers['http2-settings']}`,
      );
    });
    const h2c = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
    const answer = await sendRaw(
      stage.node.port,
      `POST /x HTTP/1.1\r\nHost: ${host}\r\n${h2c}Content-Length: 4\r\n\r\nbody`,
      400,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*POST body undefined undefined/);
  });
});
