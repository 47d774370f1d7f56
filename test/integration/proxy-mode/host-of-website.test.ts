import https from 'node:https';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UpstreamHost } from '../../../src/core/upstream-host.ts';
import { createTestCertificate } from '../../support/certificate.ts';
import { addWebsite, changeWebsite } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { listenOnLoopback, type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(() => stage?.close());

/** The website at this address, called by this host, and what it hears of it. */
async function heardAt(url: string, host?: UpstreamHost) {
  const origin = { kind: 'upstream' as const, url, ...(host === undefined ? {} : { host }) };
  await changeWebsite(stage.node, stage.website, { origin });
  await stage.node.services.websites.refresh();
  stage.serve(({ headers }, response) => {
    response.end(JSON.stringify({ host: headers.host, outer: headers['x-forwarded-host'] }));
  });
  return JSON.parse((await stage.get('/x')).body);
}
const number = () => `http://127.0.0.1:${stage.innerPort}`;
const name = () => `http://localhost:${stage.innerPort}`;

describe('GATE: the Host that a website gets', () => {
  it('is the visitor’s where that was chosen, whatever its address is', async () => {
    const visitors = { host: 'partners.test', outer: 'partners.test' };
    expect(await heardAt(number(), 'visitor')).toEqual(visitors);
    expect(await heardAt(name(), 'visitor')).toEqual(visitors);
  });

  it('is that of its address where that was chosen; X-Forwarded-Host stays the visitor’s', async () => {
    const outer = 'partners.test';
    expect(await heardAt(number(), 'upstream')).toEqual({ host: `127.0.0.1:${stage.innerPort}`, outer });
    expect(await heardAt(name(), 'upstream')).toEqual({ host: `localhost:${stage.innerPort}`, outer });
  });

  it('follows from its address where it was published before there was a choice', async () => {
    expect((await heardAt(number())).host).toBe('partners.test');
    expect((await heardAt(name())).host).toBe(`localhost:${stage.innerPort}`);
  });

  it('is the same for WebSockets', async () => {
    for (const [host, told] of [
      ['visitor', 'partners.test'],
      ['upstream', `localhost:${stage.innerPort}`],
    ] as const) {
      await heardAt(name(), host);
      stage.inner.once('upgrade', ({ headers }, socket) => {
        const told = `X-Host: ${headers.host}\r\nX-Outer: ${headers['x-forwarded-host']}`;
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${told}\r\n\r\n`,
        );
      });
      const open = await openWebSocket(stage.node.port, '/live', { host: 'partners.test' });
      expect(open.headers).toMatchObject({ 'x-host': told, 'x-outer': 'partners.test' });
      open.socket.destroy();
    }
  });

  it('of its own address comes out as the public one in redirects, Content-Location and cookies, nowhere else', async () => {
    await heardAt(name(), 'upstream');
    stage.serve(({ headers }, response) => {
      const own = `http://${headers.host}`;
      const body = `<a href="${own}/page">`;
      response
        .writeHead(303, [
          ...['Location', `${own}/next?x=1#y`],
          ...['Content-Location', `${own}/here`],
          ...['Set-Cookie', 'a=1; Domain=localhost; Path=/; HttpOnly'],
          ...['Set-Cookie', 'b=1; Domain=example.com'],
          ...['Link', `<${own}/style.css>; rel=preload`],
          ...['X-Own', own],
        ])
        .end(body);
    });
    const own = name();
    const { headers, body } = await stage.get('/x');
    expect(headers).toMatchObject({
      location: '/next?x=1#y',
      'content-location': '/here',
      'set-cookie': ['a=1; Path=/; HttpOnly', 'b=1; Domain=example.com'],
      link: `<${own}/style.css>; rel=preload`,
      'x-own': own,
    });
    expect(body).toBe(`<a href="${own}/page">`);
  });

  it('leaves redirects elsewhere as they are: other host, other port, other scheme, the visitors’ own', async () => {
    await heardAt(name(), 'upstream');
    for (const elsewhere of [
      'https://login.example.com/x',
      'http://localhost:1/x',
      `https://localhost:${stage.innerPort}/x`,
      `http://partners.test:${stage.innerPort}/x`,
      'http://partners.test/x',
    ]) {
      stage.serve((_request, response) => response.writeHead(302, { location: elsewhere }).end());
      expect((await stage.get('/x')).headers.location).toBe(elsewhere);
    }
  });
});

describe('GATE: a hosted service that tells its websites apart by name, with https', () => {
  const before = tls.getCACertificates('default');
  const heard: (string | false | null | undefined)[][] = [];
  let service: https.Server;
  let url: string;
  beforeAll(async () => {
    const certificate = createTestCertificate(['localhost']);
    tls.setDefaultCACertificates([...before, certificate.cert]);
    service = https.createServer(certificate, ({ headers, socket }, response) => {
      heard.push([socket instanceof tls.TLSSocket ? socket.servername : null, headers.host]);
      const isKnown = headers.host === new URL(url).host;
      response.writeHead(isKnown ? 302 : 421, { location: `${url}/start` }).end();
    });
    url = `https://localhost:${await listenOnLoopback(service)}`;
  });
  afterAll(() => {
    tls.setDefaultCACertificates(before);
    service?.closeAllConnections();
    service?.close();
  });

  it('is asked by its own name, in TLS (SNI) as in Host, and its redirects stay outside', async () => {
    const host = 'hosted.test';
    const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
    await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url, host: 'upstream' } });
    const { status, headers } = await stage.get('/', {}, { host });
    expect([status, headers.location]).toEqual([302, '/start']);
    expect(heard).toEqual([['localhost', new URL(url).host]]);
  });

  it('its certificate is verified for the name in its address, also where the visitor’s Host was chosen', async () => {
    const host = 'asked.test';
    const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
    await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url, host: 'visitor' } });
    expect((await stage.get('/', {}, { host })).status).toBe(421);
    expect(heard.at(-1)).toEqual(['localhost', host]);
  });
});
