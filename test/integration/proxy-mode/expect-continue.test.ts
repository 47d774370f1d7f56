import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';
import { openRaw } from '../../support/raw-exchange.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage({ timeLimits: { continueMs: 300 } });
});
afterAll(() => stage?.close());

const upload = (path: string, cookie = '', more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: partners.test\r\nCookie: ${cookie}\r\nExpect: 100-continue\r\nContent-Length: 4\r\n${more}\r\n`;

describe('GATE: a visitor who waits before sending a body (Expect: 100-continue)', () => {
  it('is told to go on by the website, and the connection is kept', async () => {
    let told: (() => void) | undefined;
    const onContinue = (_request: unknown, response: { writeContinue(): void }): void => {
      told = () => response.writeContinue();
    };
    stage.inner.on('checkContinue', onContinue);
    stage.inner.on('checkContinue', (request, response) => {
      request.on('data', (data: Buffer) => response.end(`got ${data}`));
    });
    const connection = openRaw(stage.node.port);
    connection.send(upload('/x'));
    await expect.poll(() => told).toBeDefined();
    expect(connection.received).toBe('');
    told?.();
    expect(await connection.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    connection.send('body');
    expect(await connection.until(/got body/)).toMatch(/\r\nConnection: keep-alive\r\n/i);
    stage.inner.removeAllListeners('checkContinue');
    stage.serve((_request, response) => void response.end('next one'));
    connection.send('GET / HTTP/1.1\r\nHost: partners.test\r\n\r\n');
    await connection.until(/next one/);
    connection.socket.destroy();
  });

  it('is told the website’s no before anything is sent, and the connection ends', async () => {
    stage.inner.on('checkContinue', (_request, response) => void response.writeHead(413).end('too much'));
    const connection = openRaw(stage.node.port);
    connection.send(upload('/x'));
    const answer = await connection.rest();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    stage.inner.removeAllListeners('checkContinue');
    await expect.poll(() => stage.node.services.connections.size).toBe(0);
  });

  it('is told to go on after a moment where the website says nothing of it', async () => {
    stage.inner.on('checkContinue', (request, response) => {
      request.on('data', (data: Buffer) => response.end(`got ${data}`));
    });
    const connection = openRaw(stage.node.port);
    connection.send(upload('/x'));
    await connection.until(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    connection.send('body');
    await connection.until(/got body/);
    connection.socket.destroy();
    stage.inner.removeAllListeners('checkContinue');
  });

  it('is led to sign-in without being asked for the body', async () => {
    const connection = openRaw(stage.node.port);
    connection.send(upload('/private/x', '', 'Accept: text/html\r\n'));
    const answer = await connection.rest();
    expect(answer).toMatch(/^HTTP\/1\.1 303 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(answer).not.toContain('100 Continue');
  });

  it('gets the gate’s own page as ever', async () => {
    const connection = openRaw(stage.node.port);
    connection.send(upload('/_gate/unknown'));
    expect(await connection.until(/404/)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 404 /);
    connection.socket.destroy();
  });

  it('that expects something else gets 417', async () => {
    const connection = openRaw(stage.node.port);
    connection.send('GET / HTTP/1.1\r\nHost: partners.test\r\nExpect: miracles\r\nConnection: close\r\n\r\n');
    expect(await connection.rest()).toMatch(/^HTTP\/1\.1 417 /);
  });
});
