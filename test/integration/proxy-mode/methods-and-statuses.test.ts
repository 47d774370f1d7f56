import { METHODS } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite } from '../../support/check-server.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { openRaw, sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(() => stage?.close());

const head = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: partners.test\r\n${more}\r\n`;

describe('GATE: methods', () => {
  it.each(METHODS.filter((method) => !['CONNECT', 'TRACE', 'HEAD'].includes(method)))(
    '%s reaches the website, with its body, for whoever may pass and for nobody else',
    async (method) => {
      const seen: string[] = [];
      stage.serve(async (request, response) => {
        let body = '';
        for await (const piece of request) body += piece;
        seen.push(`${request.method} ${request.url} ${body}`);
        response.end('done');
      });
      const length = { 'content-length': '7' };
      const asked = { method, body: '<what/>' };
      expect((await stage.get('/private/x', { ...length, cookie: stage.cookie }, asked)).body).toBe('done');
      expect((await stage.get('/private/x', { ...length, accept: '*/*' }, asked)).status).toBe(401);
      expect(seen).toEqual([`${method} /private/x <what/>`]);
    },
  );

  it.each(['application/xml', 'text/xml; charset="utf-8"', 'not a type', 'application/json; broken=', ''])(
    'a body of the type “%s” passes unread',
    async (type) => {
      stage.serve(async (request, response) => {
        let body = '';
        for await (const piece of request) body += piece;
        response.end(`${request.headers['content-type']}: ${body}`);
      });
      const headers = { 'content-type': type, 'content-length': '5' };
      const { body } = await stage.get('/x', headers, { method: 'POST', body: '{not ' });
      expect(body).toBe(`${type}: {not `);
    },
  );

  it('TRACE is refused: it would tell scripts the visitor’s cookies', async () => {
    stage.serve((_request, response) => void response.end('reached'));
    const answer = await stage.get('/x', { cookie: 'secret=1' }, { method: 'TRACE' });
    expect(answer.status).toBe(405);
    expect(answer.body).not.toContain('secret');
  });

  it('CONNECT is refused: the gate is no way to elsewhere', async () => {
    const answer = await sendRaw(
      stage.node.port,
      'CONNECT other.test:443 HTTP/1.1\r\nHost: other.test:443\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('what Node.js takes for no method is refused', async () => {
    expect(await sendRaw(stage.node.port, head('FOO /x'))).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('a folder is only read, by any method', async () => {
    const origin = { kind: 'folder' as const, folder: import.meta.dirname };
    await addWebsite(stage.node, {
      hosts: ['folder.test'],
      publicUrl: 'http://folder.test',
      protection: 'none',
      origin,
    });
    for (const method of ['POST', 'PROPFIND', 'MKCOL', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect((await stage.get('/', {}, { host: 'folder.test', method })).status).toBe(405);
    }
  });
});

describe('GATE: answers without a body', () => {
  it.each([204, 304, 205])('%i comes without one, and the connection goes on', async (status) => {
    stage.serve((request, response) => {
      if (request.url === '/next') response.end('next');
      else
        response
          .writeHead(status, { etag: '"a"', ...(status === 205 ? { 'content-length': '0' } : {}) })
          .end();
    });
    const connection = openRaw(stage.node.port);
    connection.send(head('GET /x') + head('GET /next', 'Connection: close\r\n'));
    const [first = '', body = '', second = ''] = (await connection.rest()).split('\r\n\r\n');
    expect(first).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(first).toMatch(/\r\netag: "a"/i);
    expect(first).not.toMatch(/transfer-encoding/i);
    expect(body).toMatch(/^HTTP\/1\.1 200 /);
    expect(second).toMatch(/^next|^4\r\nnext/);
  });

  it('304 and HEAD keep the length that they tell about', async () => {
    stage.serve((request, response) => {
      if (request.method === 'HEAD') response.writeHead(200, { 'content-length': '1234' }).end();
      else response.writeHead(304, { 'content-length': '1234' }).end();
    });
    for (const method of ['HEAD', 'GET']) {
      const answer = await sendRaw(stage.node.port, head(`${method} /x`, 'Connection: close\r\n'));
      expect(answer).toMatch(/\r\ncontent-length: 1234\r\n/i);
      expect(answer).toMatch(/\r\n\r\n$/);
    }
  });
});

describe('GATE: interim answers', () => {
  const hints = (request: string) => {
    stage.serve((_request, response) => {
      response.writeProcessing();
      response.writeEarlyHints({
        link: ['</a.css>; rel=preload; as=style', '</b.js>; rel=preload; as=script'],
      });
      response.end('page');
    });
    return sendRaw(stage.node.port, request);
  };

  it('103 Early Hints go on to browsers that load a page', async () => {
    const answer = await hints(head('GET /x', 'Sec-Fetch-Mode: navigate\r\nConnection: close\r\n'));
    expect(answer).toMatch(
      /^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a\.css>; rel=preload; as=style, <\/b\.js>; rel=preload; as=script\r\n\r\nHTTP\/1\.1 200 /,
    );
  });

  it('and to nobody who might take them for the answer', async () => {
    expect(await hints(head('GET /x', 'Connection: close\r\n'))).toMatch(/^HTTP\/1\.1 200 /);
    const old = 'GET /x HTTP/1.0\r\nHost: partners.test\r\nSec-Fetch-Mode: navigate\r\n\r\n';
    expect(await hints(old)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

it('GATE: HTTP/1.0 visitors get answers that they understand', async () => {
  stage.serve((_request, response) => {
    response.write('in ');
    response.end('pieces');
  });
  const answer = await sendRaw(stage.node.port, 'GET /x HTTP/1.0\r\nHost: partners.test\r\n\r\n');
  expect(answer).not.toMatch(/transfer-encoding/i);
  expect(answer).toMatch(/\r\n\r\nin pieces$/);
});
