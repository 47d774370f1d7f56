import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookWhileCounting, memoryFor } from '../../support/memory.ts';
import { ownTime } from '../../support/own-time.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { chunksOf, openRaw, sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(() => stage?.close());

const head = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: partners.test\r\n${more}\r\n`;

/** Begins a request of its own and returns it, with the answer once it begins. */
function begin(path: string, options: http.RequestOptions = {}) {
  const request = http.request({
    host: '127.0.0.1',
    port: stage.node.port,
    path,
    agent: false,
    ...options,
    headers: { host: 'partners.test', ...options.headers },
  });
  request.on('error', () => {});
  const answer = once(request, 'response').then(([given]) => given as IncomingMessage);
  return { request, answer };
}

const piece = Buffer.alloc(65_536, 'x');
const pieces = 3_200;
const whole = pieces * piece.length;

describe('GATE: server-sent events', () => {
  it('arrive one by one, at once, as they were sent, and ask no server in front to collect them', async () => {
    let send: (event: string) => void = () => {};
    stage.serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip, br');
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      send = (event) => void response.write(event);
    });
    const connection = openRaw(stage.node.port);
    connection.send(head('GET /events', 'Accept-Encoding: gzip, br\r\n'));
    const begun = await connection.until(/\r\n\r\n/);
    expect(begun).toMatch(/\r\nX-Accel-Buffering: no\r\n/i);
    expect(begun).not.toMatch(/content-encoding/i);
    for (const event of ['data: one\n\n', 'data: two\n\n', ': \n\n']) {
      const took = await ownTime(async () => {
        send(event);
        await connection.until(new RegExp(`${event}\r\n$`));
      });
      expect(took).toBeLessThan(200);
    }
    expect(chunksOf(`${connection.received}0\r\n\r\n`).chunks).toEqual([
      'data: one\n\n',
      'data: two\n\n',
      ': \n\n',
    ]);
    connection.socket.destroy();
  });

  it('end for the website when the visitor leaves', async () => {
    const left = new Promise<void>((resolve) => {
      stage.serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        response.once('close', resolve);
      });
    });
    const connection = openRaw(stage.node.port);
    connection.send(head('GET /events'));
    await connection.until(/\r\n\r\n/);
    connection.socket.destroy();
    await left;
  });
});

describe('GATE: bodies', () => {
  it('pass in pieces while they are sent, up and down at once', async () => {
    stage.serve((request, response) => {
      response.writeHead(200);
      request.on('data', (data: Buffer) => response.write(`got ${data}`));
      request.once('end', () => response.end('all'));
    });
    const connection = openRaw(stage.node.port);
    connection.send(head('POST /x', 'Transfer-Encoding: chunked\r\nConnection: close\r\n'));
    connection.send('3\r\none\r\n');
    await connection.until(/got one/);
    connection.send('3\r\ntwo\r\n');
    await connection.until(/got two/);
    connection.send('0\r\n\r\n');
    expect(chunksOf(await connection.rest()).chunks).toEqual(['got one', 'got two', 'all']);
  });

  it('keep their length where they have one, and come in pieces where not', async () => {
    const seen: (string | undefined)[] = [];
    stage.serve((request, response) => {
      seen.push(request.headers['content-length'], request.headers['transfer-encoding']);
      request.resume().once('end', () => response.end());
    });
    await stage.get('/', { 'content-length': '3' }, { method: 'POST', body: 'abc' });
    await stage.get('/', { 'transfer-encoding': 'chunked' }, { method: 'POST', body: 'abc' });
    await stage.get('/', {}, { method: 'DELETE' });
    expect(seen).toEqual(['3', undefined, undefined, 'chunked', undefined, undefined]);
  });

  it('end with the trailers of the visitor, but none that speak for the gate', async () => {
    let trailers: http.IncomingMessage['trailers'] = {};
    stage.serve((request, response) => {
      request.resume().once('end', () => {
        trailers = request.trailers;
        response.end('ok');
      });
    });
    const said = await sendRaw(
      stage.node.port,
      `${head('POST /x', 'Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection: close\r\n')}3\r\nabc\r\n0\r\nX-Sum: 42\r\nRemote_User: boss\r\nGatehouse-Contact: 1\r\nX-Forwarded-For: 1.1.1.1\r\nCookie: a\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 200 /);
    expect(trailers).toEqual({ 'x-sum': '42' });
  });

  it('end with the trailers of the website, where the visitor takes them', async () => {
    stage.serve((request, response) => {
      response.writeHead(200, { trailer: 'X-Sum' });
      response.write('abc');
      response.addTrailers({ 'X-Sum': request.headers.te ?? 'not asked for', 'Set-Cookie': 'gate=x' });
      response.end();
    });
    const asking = head('GET /x', 'TE: trailers\r\nConnection: close, TE\r\n');
    expect(chunksOf(await sendRaw(stage.node.port, asking)).trailers).toBe('X-Sum: trailers\r\n');
    expect(chunksOf(await sendRaw(stage.node.port, head('GET /x', 'Connection: close\r\n'))).trailers).toBe(
      '',
    );
  });

  it('wait with the visitor where the website does not read', async () => {
    let received = 0;
    let read: () => void = () => {};
    stage.serve((request, response) => {
      read = () => {
        request.on('data', (data: Buffer) => {
          received += data.length;
        });
        request.once('end', () => response.end('all'));
      };
    });
    const { request, answer } = begin('/x', { method: 'POST' });
    let sent = 0;
    const deadline = performance.now() + 800;
    while (performance.now() < deadline && sent < whole) {
      sent += piece.length;
      if (!request.write(piece))
        await Promise.race([once(request, 'drain'), pause(Math.max(1, deadline - performance.now()))]);
    }
    // What the system's own buffers hold, and no more.
    expect(sent).toBeLessThan(30_000_000);
    request.end();
    read();
    expect((await answer).statusCode).toBe(200);
    expect(received).toBe(sent);
    request.destroy();
  });

  it('wait with the website where the visitor does not read', async () => {
    let sent = 0;
    stage.serve(async (_request, response) => {
      for (; sent < whole; sent += piece.length) if (!response.write(piece)) await once(response, 'drain');
    });
    const { request, answer } = begin('/x');
    request.end();
    (await answer).pause();
    await pause(800);
    expect(sent).toBeLessThan(30_000_000);
    request.destroy();
  });

  it('of 200 MB pass in bounded memory, up', async () => {
    let received = 0;
    const grown = await memoryFor(async (look) => {
      const count = lookWhileCounting(whole, look);
      stage.serve((request, response) => {
        request.on('data', (data: Buffer) => {
          received = count(data);
        });
        request.once('end', () => response.end('all'));
      });
      const { request, answer } = begin('/x', {
        method: 'PUT',
        headers: { 'content-length': String(whole) },
      });
      for (let sent = 0; sent < pieces; sent += 1) if (!request.write(piece)) await once(request, 'drain');
      request.end();
      await once((await answer).resume(), 'end');
    });
    expect(received).toBe(whole);
    expect(grown).toBeLessThan(80_000_000);
  });

  it('of 200 MB pass in bounded memory, down', async () => {
    stage.serve(async (_request, response) => {
      response.writeHead(200, { 'content-length': whole });
      for (let sent = 0; sent < pieces; sent += 1) {
        if (!response.write(piece)) await once(response, 'drain');
      }
      response.end();
    });
    let received = 0;
    const grown = await memoryFor(async (look) => {
      const count = lookWhileCounting(whole, look);
      const asked = begin('/x');
      asked.request.end();
      const answer = await asked.answer;
      answer.on('data', (data: Buffer) => {
        received = count(data);
      });
      await once(answer, 'end');
    });
    expect(received).toBe(whole);
    expect(grown).toBeLessThan(80_000_000);
  });
});
