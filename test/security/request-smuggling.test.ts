import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ProxyStage, startProxyStage } from '../support/proxy-stage.ts';
import { sendRaw } from '../support/raw-exchange.ts';

let stage: ProxyStage;
let seen: string[];
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(() => stage?.close());
beforeEach(() => {
  seen = [];
  stage.serve((request, response) => {
    let body = '';
    request.on('error', () => {}); // one that broke off was none
    request.on('data', (piece: Buffer) => {
      body += piece;
    });
    request.once('end', () => {
      seen.push(`${request.method} ${request.url} ${body}`);
      response.end('reached');
    });
  });
});

const stolen = 'GET /private/stolen HTTP/1.1\r\nHost: partners.test\r\n\r\n';
const host = 'Host: partners.test\r\n';

/** Requests that two servers may read differently, so that a part of one becomes another (RFC 9112 §11.2). */
const ambiguous: [string, string][] = [
  [
    'a length and a transfer coding',
    `POST /x HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${stolen}`,
  ],
  [
    'a transfer coding and a length',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\n${stolen}`,
  ],
  ['two lengths', `POST /x HTTP/1.1\r\n${host}Content-Length: 0\r\nContent-Length: 53\r\n\r\n${stolen}`],
  ['the same length twice', `POST /x HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`],
  ['a list of lengths', `POST /x HTTP/1.1\r\n${host}Content-Length: 3, 3\r\n\r\nabc`],
  ['a length with a sign', `POST /x HTTP/1.1\r\n${host}Content-Length: +3\r\n\r\nabc`],
  ['a length that is no number', `POST /x HTTP/1.1\r\n${host}Content-Length: 0x3\r\n\r\nabc`],
  ['a space before the colon', `POST /x HTTP/1.1\r\n${host}Content-Length : 3\r\n\r\nabc`],
  ['a folded line', `GET /x HTTP/1.1\r\n${host}X-A: b\r\n Content-Length: 53\r\n\r\n${stolen}`],
  ['a folded first line', `GET /x HTTP/1.1\r\n ${host}\r\n`],
  [
    'bare LF behind a header',
    `GET /x HTTP/1.1\r\n${host}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['bare LF everywhere', `GET /x HTTP/1.1\n${host.trim()}\n\n`],
  ['bare CR in a header', `GET /x HTTP/1.1\r\n${host}X-A: b\rContent-Length: 53\r\n\r\n${stolen}`],
  ['NUL in a header', `GET /x HTTP/1.1\r\n${host}X-A: b\0c\r\n\r\n`],
  ['a space in a header’s name', `GET /x HTTP/1.1\r\n${host}Content Length: 3\r\n\r\nabc`],
  [
    'a transfer coding that is none',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'a transfer coding behind a tab',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'chunked before another coding',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  ],
  [
    'another coding before chunked',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'chunked twice',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['a transfer coding in HTTP/1.0', `POST /x HTTP/1.0\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  [
    'LF behind a chunk’s size',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n`,
  ],
  [
    'LF in a chunk’s extension',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n`,
  ],
  [
    'a chunk’s size with 0x',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n`,
  ],
  [
    'a chunk longer than it says',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n`,
  ],
  [
    'a length in the trailers',
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 53\r\n\r\n${stolen}`,
  ],
  ['two hosts', `GET /x HTTP/1.1\r\n${host}Host: other.test\r\n\r\n`],
  ['the same host twice', `GET /x HTTP/1.1\r\n${host}${host}\r\n`],
  ['no host', 'GET /x HTTP/1.1\r\n\r\n'],
  ['a host in the target', `GET http://partners.test/x HTTP/1.1\r\n${host}\r\n`],
  ['a version that this is not', `GET /x HTTP/2.0\r\n${host}\r\n`],
  ['no version', `GET /x\r\n${host}\r\n`],
];

describe('I1: a request with', () => {
  it.each(ambiguous)(
    '%s is refused, and nothing of it reaches the website as another',
    async (_what, text) => {
      const answer = await sendRaw(stage.node.port, text, 250);
      expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404) /);
      expect(answer).not.toContain('reached');
      expect(seen).toEqual([]);
    },
  );
});

it('I1: a body that looks like a request stays a body, and the next visitor gets the own answer', async () => {
  for (const method of ['GET', 'POST', 'DELETE', 'PROPFIND']) {
    const headers = { 'content-length': String(stolen.length) };
    expect((await stage.get('/x', headers, { method, body: stolen })).body).toBe('reached');
    expect((await stage.get('/x', { 'transfer-encoding': 'chunked' }, { method, body: stolen })).body).toBe(
      'reached',
    );
    expect((await stage.get('/next')).body).toBe('reached');
    expect(seen.splice(0)).toEqual([`${method} /x ${stolen}`, `${method} /x ${stolen}`, 'GET /next ']);
  }
});

it('I1: a body that ends too early ends the request, which the website never takes for whole', async () => {
  await sendRaw(stage.node.port, `POST /x HTTP/1.1\r\n${host}Content-Length: 100\r\n\r\nabc`, 150);
  await sendRaw(
    stage.node.port,
    `POST /x HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
    150,
  );
  expect((await stage.get('/next')).body).toBe('reached');
  expect(seen).toEqual(['GET /next ']);
});

it.each([
  ['a page of the website', '/x', 'reached'],
  ['a page that is closed', '/private', 'sign_in_needed'],
  ['nothing of the gate', '/_gate/nothing', '404'],
  ['an address that can’t be decoded', '/_gate/%', '400 Bad Request'],
])('I1: what follows the last request of a connection gets no answer: %s', async (_what, path, expected) => {
  for (const more of [stolen, 'form=abc', '\0', `${stolen}${stolen}`]) {
    const answer = await sendRaw(
      stage.node.port,
      `GET ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n${more}`,
    );
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer).toContain(expected);
  }
  expect(seen.filter((line) => line.includes('stolen'))).toEqual([]);
});
