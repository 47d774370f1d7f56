import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the website saw of a request. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** A website that tells what it was asked, streams, redirects and speaks WebSocket. */
export interface EchoWebsite {
  readonly port: number;
  /** How many WebSockets are open. */
  readonly sockets: ReadonlySet<Socket>;
  /** Bytes of the last upload that came in so far. */
  readonly uploaded: number;
  /** Lets the newest `/slow` or `/events` send what comes next. */
  goOn(): void;
  close(): Promise<void>;
}

/**
 * `/stream` sends a line each 50 ms without end; `/broken` breaks off in the middle; `/redirect` leads to its own
 * inner address; `/cookie` tries to set the gate's cookie; `/public-cache` allows shared caches; `/denied` wants
 * basic authentication; `/upload` counts and digests what comes in; `/slow` sends half its answer, and the other half
 * when it is told to go on, as `/events` sends one event after the other; everything else is answered with what was
 * seen. A WebSocket gets back what it sends.
 */
export async function startEchoWebsite(): Promise<EchoWebsite> {
  const sockets = new Set<Socket>();
  let uploaded = 0;
  let goOn = (): void => {};
  const server = http.createServer(async (request, response) => {
    if (/^[^?]*\/upload$/.test(request.url ?? '')) {
      const digest = createHash('sha256');
      uploaded = 0;
      for await (const piece of request) {
        digest.update(piece);
        uploaded += piece.length;
      }
      response.end(JSON.stringify({ bytes: uploaded, sha256: digest.digest('hex') }));
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const { port } = server.address() as AddressInfo; // listens on TCP
    const path = (request.url ?? '').split('?')[0];
    if (path === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write('data: x\n\n'), 50);
      response.once('close', () => clearInterval(timer));
      return;
    }
    if (path?.endsWith('/slow')) {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
      response.write('first');
      goOn = () => void response.end(' last');
      return;
    }
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      goOn = () => void response.write('data: x\n\n');
      goOn();
      return;
    }
    if (path === '/broken') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
      return;
    }
    if (path === '/redirect') {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere?x=1` }).end();
      return;
    }
    if (path === '/denied') {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="site"' }).end('the website’s own 401');
      return;
    }
    const extra: Record<string, string | string[]> = {};
    if (path === '/cookie') extra['set-cookie'] = ['gate=stolen; Path=/', '__Host-gate=x', 'own=1', 'two=2'];
    if (path === '/public-cache') extra['cache-control'] = 'public, max-age=600, s-maxage=900';
    const seen: Seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers as Seen['headers'], // no header of the tests is a list
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(pieces).toString('utf8'),
    };
    response.writeHead(200, { 'content-type': 'application/json', ...extra }).end(JSON.stringify(seen));
  });
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nX-User: ${request.headers['remote-user'] ?? ''}\r\n\r\n`,
    );
    // Bytes, not frames: a tunnel does not care what they mean.
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP
  return {
    port,
    sockets,
    get uploaded() {
      return uploaded;
    },
    goOn: () => goOn(),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An open WebSocket of a test, as a plain socket behind the handshake. */
export interface OpenSocket {
  readonly headers: http.IncomingHttpHeaders;
  readonly socket: Socket;
  /** Resolves with what comes next. */
  next(): Promise<string>;
  /** Resolves when the connection has ended. */
  ended(): Promise<void>;
}

/** Opens a WebSocket; rejects with the status where it is refused. */
export function openWebSocket(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<OpenSocket> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (answer) => {
      answer.resume();
      reject(new Error(`refused with ${answer.statusCode}`));
    });
    request.on('upgrade', (answer, socket) => {
      socket.on('error', () => socket.destroy());
      resolve({
        headers: answer.headers,
        socket,
        next: () => new Promise((got) => socket.once('data', (piece) => got(String(piece)))),
        ended: () =>
          new Promise((done) => {
            if (socket.destroyed) done();
            socket.once('close', () => done());
            socket.resume();
          }),
      });
    });
    request.end();
  });
}
