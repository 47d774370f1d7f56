import https from 'node:https';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCertificate, type TestCertificate } from '../../support/certificate.ts';
import { addWebsite } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { listenOnLoopback, type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

const servers: https.Server[] = [];
const before = tls.getCACertificates('default');
let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
});
afterAll(async () => {
  tls.setDefaultCACertificates(before);
  await stage?.close();
  for (const server of servers) server.close();
});

/** A website of its own behind the gate, with https and this certificate. */
async function addTlsWebsite(host: string, certificate: TestCertificate, address = 'localhost') {
  const names: (string | false | null)[] = [];
  const server = https.createServer(certificate, (_request, response) => void response.end('over tls'));
  server.on('secureConnection', (socket) => names.push(socket.servername));
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
  servers.push(server);
  const url = `https://${address}:${await listenOnLoopback(server)}`;
  const site = { hosts: [host], publicUrl: `http://${host}`, protection: 'none' as const };
  await addWebsite(stage.node, { ...site, origin: { kind: 'upstream', url } });
  return names;
}

function trust(...certificates: TestCertificate[]): void {
  tls.setDefaultCACertificates([...before, ...certificates.map(({ cert }) => cert)]);
}

describe('GATE: a website with https', () => {
  it('is asked under its name, its certificate verified, on connections that are used again', async () => {
    const certificate = createTestCertificate(['localhost']);
    trust(certificate);
    const names = await addTlsWebsite('tls.test', certificate);
    for (let count = 0; count < 3; count += 1) {
      expect((await stage.get('/', {}, { host: 'tls.test' })).body).toBe('over tls');
    }
    expect(names).toEqual(['localhost']);
    const socket = await openWebSocket(stage.node.port, '/live', { host: 'tls.test' });
    socket.socket.write('hello');
    expect(await socket.next()).toBe('hello');
    socket.socket.destroy();
  });

  it.each([
    ['nobody vouches for', ['localhost'], { trusted: false }],
    ['belongs to another name', ['other.test'], { trusted: true }],
    ['is out of date', ['localhost'], { trusted: true, expired: true }],
  ])('whose certificate %s is not shown', async (what, names, { trusted, ...options }) => {
    const certificate = createTestCertificate(names, options);
    trust(...(trusted ? [certificate] : []));
    const host = `${what.replaceAll(' ', '-')}.test`;
    await addTlsWebsite(host, certificate);
    expect((await stage.get('/', {}, { host })).status).toBe(502);
    await expect(openWebSocket(stage.node.port, '/live', { host })).rejects.toThrow('502');
  });
});
