import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebsite } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { listenOnLoopback, type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { openRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
  const origin = { kind: 'upstream' as const, url: 'http://127.0.0.1:9' };
  await addWebsite(stage.node, {
    hosts: ['down.test'],
    publicUrl: 'http://down.test',
    protection: 'none',
    origin,
  });
});
afterAll(() => stage?.close());

describe('GATE: a website that is not there', () => {
  it.each([
    ['nl', 'De website antwoordt op dit moment niet'],
    ['en', 'The website does not answer right now'],
    ['de', 'Die Website antwortet gerade nicht'],
    ['nb-NO', 'Nettstedet svarer ikke akkurat nå'],
  ])('gets the visitor a plain page in the own language: %s', async (language, words) => {
    const answer = await stage.get('/x', { 'accept-language': language }, { host: 'down.test' });
    expect(answer).toMatchObject({ status: 502, headers: { 'cache-control': 'no-store' } });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain(words);
    expect(answer.body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
  });

  it('gets a WebSocket the same status', async () => {
    await expect(openWebSocket(stage.node.port, '/x', { host: 'down.test' })).rejects.toThrow('502');
  });

  it('gets a script a problem in JSON', async () => {
    const answer = await stage.get('/x', { 'sec-fetch-mode': 'cors' }, { host: 'down.test', method: 'POST' });
    expect(answer.status).toBe(502);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 502, code: 'website_down' });
  });

  it('is asked again by the next request, as if nothing had been', async () => {
    const host = 'later.test';
    const later = net.createServer(
      (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nback'),
    );
    const port = await listenOnLoopback(later);
    await new Promise((resolve) => later.close(resolve));
    const origin = { kind: 'upstream' as const, url: `http://127.0.0.1:${port}` };
    await addWebsite(stage.node, { hosts: [host], publicUrl: `http://${host}`, protection: 'none', origin });
    expect((await stage.get('/x', {}, { host })).status).toBe(502);
    await new Promise<void>((resolve) => void later.listen(port, '127.0.0.1', resolve));
    expect((await stage.get('/x', {}, { host })).body).toBe('back');
    later.close();
  });

  it('keeps an upload from nothing: the visitor reads the page, and the connection goes on', async () => {
    const connection = openRaw(stage.node.port);
    connection.send('POST /x HTTP/1.1\r\nHost: down.test\r\nContent-Length: 1000000\r\n\r\n');
    connection.send('x'.repeat(500_000));
    await connection.until(/^HTTP\/1\.1 502 /);
    connection.send(
      `${'x'.repeat(500_000)}GET /next HTTP/1.1\r\nHost: down.test\r\nConnection: close\r\n\r\n`,
    );
    expect((await connection.rest()).match(/HTTP\/1\.1 502 /g)).toHaveLength(2);
  });
});
