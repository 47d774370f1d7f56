import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite } from '../../support/check-server.ts';
import { listenOnLoopback, type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(() => stage?.close());

describe('GATE: connections to the website', () => {
  it('are used again for one request after the other', async () => {
    stage.serve((_request, response) => void response.end('ok'));
    await stage.get('/');
    const before = stage.connections;
    for (let count = 0; count < 20; count += 1) expect((await stage.get('/')).body).toBe('ok');
    expect(stage.connections).toBe(before);
  });

  it('are used again after answers that say no, have no body, or come in pieces, and after uploads', async () => {
    stage.serve((request, response) => {
      request.resume();
      const status = Number(request.url?.slice(1));
      const text = 'x'.repeat(status);
      // Without a length it comes in pieces.
      const isWhole = request.method === 'HEAD' || status % 2 === 1;
      response.writeHead(status, isWhole ? { 'content-length': text.length } : {});
      request.once('end', () => response.end(text));
    });
    await stage.get('/204');
    const before = stage.connections;
    for (const status of [500, 404, 401, 304, 204, 200, 503, 413]) {
      expect((await stage.get(`/${status}`)).status).toBe(status);
      expect((await stage.get(`/${status}`, {}, { method: 'HEAD' })).status).toBe(status);
      expect((await stage.get(`/${status}`, {}, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(
        status,
      );
    }
    expect(stage.connections).toBe(before);
  });

  it('that broke off in an answer are not used again', async () => {
    stage.serve((request, response) => {
      if (request.url === '/ok') return void response.end('ok');
      response.writeHead(200, { 'content-length': '10' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(stage.get('/broken')).rejects.toThrow();
    expect((await stage.get('/ok')).body).toBe('ok');
  });

  it('are not used longer than the website says (Keep-Alive: timeout)', async () => {
    stage.serve((_request, response) => {
      response.setHeader('connection', 'keep-alive');
      response.setHeader('keep-alive', 'timeout=1');
      response.end('ok');
    });
    await stage.get('/');
    const before = stage.connections;
    await stage.get('/');
    expect(stage.connections).toBe(before + 1);
  });

  it('are not kept where the website closes them', async () => {
    stage.serve((_request, response) => {
      response.setHeader('connection', 'close');
      response.end('ok');
    });
    for (let count = 0; count < 3; count += 1) expect((await stage.get('/')).body).toBe('ok');
  });
});

describe('GATE: a kept connection that turns out to be closed', () => {
  const servers: net.Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A website that answers once on each connection and drops the next request on it without a word. */
  async function addForgetful(host: string): Promise<{ requests: string[] }> {
    const seen: string[] = [];
    const server = net.createServer((socket) => {
      let answered = 0;
      socket.on('error', () => socket.destroy());
      socket.on('data', (piece) => {
        seen.push(String(piece).split(' ')[0] ?? '');
        if (answered > 0) return void socket.resetAndDestroy();
        answered += 1;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    servers.push(server);
    const url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
    const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
    await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url } });
    return { requests: seen };
  }

  it.each(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'PROPFIND'])(
    'gets a %s without body a second try',
    async (method) => {
      const host = `forgetful-${method.toLowerCase()}.test`;
      const { requests } = await addForgetful(host);
      expect((await stage.get('/', {}, { host })).status).toBe(200);
      expect((await stage.get('/', {}, { host, method })).status).toBe(200);
      expect(requests).toEqual(['GET', method, method]);
    },
  );

  it.each([
    ['POST', ''],
    ['POST', 'a=1'],
    ['PUT', 'a=1'],
    ['PATCH', ''],
    ['GET', 'a=1'],
  ])('gets a %s with body “%s” no second try: it may have been done', async (method, body) => {
    const host = `once-${method.toLowerCase()}-${body.length}.test`;
    const { requests } = await addForgetful(host);
    await stage.get('/', {}, { host });
    const headers = body === '' ? {} : { 'content-length': String(body.length) };
    expect((await stage.get('/', headers, { host, method, body })).status).toBe(502);
    expect(requests.filter((sent) => sent === method).length).toBe(method === 'GET' ? 2 : 1);
  });

  it('gets no second try when the answer had begun', async () => {
    const server = net.createServer((socket) => {
      let answered = 0;
      socket.on('error', () => socket.destroy());
      socket.on('data', () => {
        answered += 1;
        if (answered === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal', () => socket.destroy());
      });
    });
    servers.push(server);
    const host = 'half.test';
    const url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
    const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
    await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url } });
    await stage.get('/', {}, { host });
    await expect(stage.get('/', {}, { host })).rejects.toThrow();
  });
});

describe('GATE: a visitor’s connection', () => {
  it('is kept for one request after the other, also several sent at once', async () => {
    stage.serve((request, response) => void response.end(`<${request.url}>`));
    const one = (path: string, last = '') => `GET ${path} HTTP/1.1\r\nHost: partners.test\r\n${last}\r\n`;
    const answer = await sendRaw(stage.node.port, one('/1') + one('/2') + one('/3', 'Connection: close\r\n'));
    expect(answer.match(/<\/\d>/g)).toEqual(['</1>', '</2>', '</3>']);
  });

  it('that ends takes the request to the website with it', async () => {
    const left = new Promise<void>((resolve) => {
      stage.serve((_request, response) => void response.once('close', resolve));
    });
    const arrived = once(stage.inner, 'request');
    const answer = sendRaw(stage.node.port, 'GET /wait HTTP/1.1\r\nHost: partners.test\r\n\r\n', 100);
    await arrived;
    await answer;
    await left;
  });

  it('that ends in the middle of a download or an upload takes it along', async () => {
    for (const method of ['GET', 'POST']) {
      const left = new Promise<void>((resolve) => {
        stage.serve((request, response) => {
          request.resume();
          if (method === 'GET') response.write('a beginning');
          response.once('close', resolve);
        });
      });
      const head = `${method} /x HTTP/1.1\r\nHost: partners.test\r\n`;
      await sendRaw(
        stage.node.port,
        method === 'GET' ? `${head}\r\n` : `${head}Content-Length: 100\r\n\r\nabc`,
        150,
      );
      await left;
    }
  });
});
