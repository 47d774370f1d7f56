import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite } from '../../support/check-server.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { sendRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
let distrusting: ProxyStage;
beforeAll(async () => {
  [stage, distrusting] = await Promise.all([
    startProxyStage({ trustedProxies: '127.0.0.1' }),
    startProxyStage({ trustedProxies: '10.0.0.1' }),
  ]);
});
afterAll(async () => {
  await stage?.close();
  await distrusting?.close();
});

/** What the website saw of a request with these header lines. */
async function seen(
  lines: string,
  on = stage,
): Promise<{ headers: IncomingHttpHeaders; rawHeaders: string[] }> {
  on.serve((request, response) => {
    response.end(JSON.stringify({ headers: request.headers, rawHeaders: request.rawHeaders }));
  });
  const answer = await sendRaw(
    on.node.port,
    `GET /x HTTP/1.1\r\nHost: partners.test\r\n${lines}Connection: close\r\n\r\n`,
  );
  return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
}

/** The headers that a visitor gets of what the website sends. */
async function answered(headers: Record<string, string | string[]>, cookie = '') {
  stage.serve((_request, response) => void response.writeHead(200, headers).end());
  return (await stage.get('/x', { cookie })).headers;
}

describe('GATE: what a website is sent', () => {
  it('RFC 9110 §7.6.1: nothing that concerns the visitor’s connection only, nor what it names so', async () => {
    const { headers } = await seen(
      'Connection: keep-alive, X-Secret\r\nConnection: x-other , Cookie\r\nX-Secret: 1\r\nX-Other: 1\r\nKeep-Alive: timeout=5\r\nTE: gzip\r\nTrailer: X-T\r\n' +
        'Proxy-Authorization: Basic eDp5\r\nProxy-Connection: keep-alive\r\nProxy-Authenticate: x\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\nCookie: a=1\r\n',
    );
    for (const name of ['x-secret', 'x-other', 'keep-alive', 'te', 'trailer', 'upgrade', 'http2-settings'])
      expect([name, headers[name]]).toEqual([name, undefined]);
    expect(Object.keys(headers).filter((name) => name.startsWith('proxy'))).toEqual([]);
    // Naming them so would take what the website needs away from it.
    expect(headers.cookie).toBe('a=1');
    expect(headers.connection).toBe('keep-alive');
  });

  it('of TE only that the visitor takes trailers', async () => {
    expect((await seen('TE: gzip, trailers\r\n')).headers).toMatchObject({
      te: 'trailers',
      connection: 'TE',
    });
  });

  it('X-Forwarded-* of a peer that nobody trusts are made anew', async () => {
    const lines =
      'X-Forwarded-For: 6.6.6.6\r\nX_Forwarded_For: 6.6.6.6\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: https\r\n' +
      'X-Forwarded-Prefix: /evil\r\nX-Forwarded-Port: 1\r\nForwarded: for=6.6.6.6;host=evil.test\r\nX-Real-IP: 6.6.6.6\r\n';
    const { rawHeaders } = await seen(lines, distrusting);
    expect(rawHeaders.join('\n')).not.toMatch(/6\.6\.6\.6|evil|\n1\n/);
    expect((await seen(lines, distrusting)).headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'partners.test',
      'x-forwarded-proto': 'http',
    });
  });

  it('X-Forwarded-For of a trusted peer is gone on with, and only that', async () => {
    const { headers } = await seen(
      'X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Host: evil.test\r\nForwarded: for=6.6.6.6\r\n',
    );
    expect(headers).toMatchObject({
      'x-forwarded-for': '9.9.9.9, 127.0.0.1',
      'x-forwarded-host': 'partners.test',
    });
    expect(headers.forwarded).toBeUndefined();
  });

  it('the host that the visitor asked for, where its address is a number; else its own name', async () => {
    expect((await seen('')).headers.host).toBe('partners.test');
    const host = 'named.test';
    const url = `http://localhost:${stage.innerPort}`;
    const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
    await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url } });
    stage.serve((request, response) => {
      const target = `http://${request.headers.host}/next`;
      response.writeHead(302, { location: target, 'x-outer': request.headers['x-forwarded-host'] }).end();
    });
    const { headers } = await stage.get('/x', {}, { host });
    // The redirect that it makes of its own name leads outside all the same.
    expect(headers).toMatchObject({ location: '/next', 'x-outer': host });
  });

  it('names keep their spelling, and what came several times comes several times', async () => {
    const { rawHeaders } = await seen('X-CamelCase: 1\r\nx-list: a\r\nx-list: b\r\n');
    expect(rawHeaders).toContain('X-CamelCase');
    expect(rawHeaders.filter((part) => part === 'x-list')).toHaveLength(2);
  });

  it('the mark by which a way back to the gate is noticed, after what came before (RFC 8586)', async () => {
    const { headers } = await seen('CDN-Loop: other; a=b\r\n');
    expect(headers['cdn-loop']).toBe(`other; a=b, gatehouse-${stage.website.id}`);
  });

  it('a website whose address leads back to the gate gets each request once, not for ever', async () => {
    const host = 'loop.test';
    let passes = 0;
    stage.serve((request, response) => {
      passes += 1;
      // What a web server does whose website is behind this very gate.
      const headers = { host, 'cdn-loop': String(request.headers['cdn-loop']) };
      stage.get('/x', headers).then(
        ({ status, body }) => response.writeHead(status).end(body),
        () => response.destroy(),
      );
    });
    const origin = { kind: 'upstream' as const, url: `http://127.0.0.1:${stage.innerPort}` };
    await addWebsite(stage.node, { hosts: [host], publicUrl: `http://${host}`, protection: 'none', origin });
    expect((await stage.get('/x', {}, { host })).status).toBe(502);
    expect(passes).toBe(1);
  });
});

describe('GATE: what a visitor is sent', () => {
  it('RFC 9110 §7.6.1: nothing that concerns the website’s connection only, nor what it names so', async () => {
    const headers = await answered({
      connection: 'keep-alive, X-Inner',
      'x-inner': '1',
      'keep-alive': 'timeout=77',
      'proxy-authenticate': 'Basic',
      trailer: 'X-T',
      'transfer-encoding': 'chunked',
      upgrade: 'h2c',
      'alt-svc': 'h3=":443"',
      'x-own': '1',
    });
    expect(headers['x-own']).toBe('1');
    for (const name of ['x-inner', 'proxy-authenticate', 'trailer', 'upgrade', 'alt-svc'])
      expect([name, headers[name]]).toEqual([name, undefined]);
    expect(headers['keep-alive']).not.toBe('timeout=77');
  });

  it('no cookie of the gate’s own names, in any spelling; the website’s own, as they are', async () => {
    const own = ['own=1; Path=/x; HttpOnly; SameSite=Lax', 'gateau=2', 'x=gate=3'];
    const cookies = [
      'gate=1',
      'GATE=1',
      ' gate =1; Path=/',
      '=gate=1',
      'gate-device=1',
      '__Host-gate=1',
      '__host-GATE-form=1',
    ];
    expect((await answered({ 'set-cookie': [...cookies, ...own] }))['set-cookie']).toEqual(own);
  });

  it('redirects and cookies of the website’s own address lead to the outer one, others where they did', async () => {
    const inner = `127.0.0.1:${stage.innerPort}`;
    expect((await answered({ location: `http://${inner}/a?b#c` })).location).toBe('/a?b#c');
    expect((await answered({ 'content-location': `http://${inner}/a` }))['content-location']).toBe('/a');
    // As servers do that know the name they were asked for and the port on which they listen.
    const named = `http://partners.test:${stage.innerPort}/dir/`;
    expect((await answered({ location: named })).location).toBe('/dir/');
    expect((await answered({ location: 'https://example.com/a' })).location).toBe('https://example.com/a');
    expect((await answered({ location: `http://${inner}//evil.test` })).location).toBe('/evil.test');
    expect((await answered({ 'set-cookie': 'a=1; Domain=127.0.0.1; Path=/' }))['set-cookie']).toEqual([
      'a=1; Path=/',
    ]);
  });

  it('what is for one visitor only, for that visitor’s own browser only, and no longer than the sign-in', async () => {
    const open = {
      'cache-control': 'public, max-age=60, s-maxage=600',
      'cdn-cache-control': 'max-age=600',
      vary: 'Accept',
    };
    const more = { 'surrogate-control': 'max-age=600', 'x-accel-expires': '600' };
    expect(await answered({ ...open, ...more })).toMatchObject({ ...open, ...more });
    const closed = await answered({ ...open, ...more }, stage.cookie);
    expect(closed).toMatchObject({ 'cache-control': 'private, max-age=60', vary: 'Accept, Cookie' });
    for (const name of ['cdn-cache-control', 'surrogate-control', 'x-accel-expires'])
      expect([name, closed[name]]).toEqual([name, undefined]);
    expect((await answered({ vary: 'Cookie, Accept' }, stage.cookie)).vary).toBe('Cookie, Accept');
    expect((await answered({}, stage.cookie))['cache-control']).toBe('private, no-cache');
  });
});
