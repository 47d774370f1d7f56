import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { addWebsite, type CheckServer, startCheckServer } from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type EchoWebsite, openWebSocket, startEchoWebsite } from '../support/echo-website.ts';
import { ownTime } from '../support/own-time.ts';

let database: TestDatabase;
let node: CheckServer;
let inner: http.Server;
let website: EchoWebsite;
let innerPort: number;
let asked = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  inner = http.createServer((_request, response) => {
    response.end('inside');
  });
  inner.on('connection', () => {
    asked += 1;
  });
  await new Promise<void>((resolve) => inner.listen(0, '0.0.0.0', resolve));
  innerPort = (inner.address() as AddressInfo).port; // listens on TCP
  website = await startEchoWebsite();
  node = await startCheckServer(database.gateUrl, { linkPort: innerPort });
});
afterAll(async () => {
  await node?.close();
  await website?.close();
  inner?.close();
  await database?.drop();
});

let serial = 0;
async function addUpstream(host: string, port: number): Promise<string> {
  serial += 1;
  const name = `inside-${serial}.test`;
  const site = { hosts: [name], publicUrl: `http://${name}`, protection: 'none' as const };
  await addWebsite(node, { ...site, origin: { kind: 'upstream', url: `http://${host}:${port}` } });
  return name;
}

const ownAddress = Object.values(networkInterfaces())
  .flatMap((found) => found ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe('I8: no website leads to Gatehouse’s own ports', () => {
  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    'localhost',
    ...(ownAddress === undefined ? [] : [ownAddress]),
  ])('by %s, neither for pages nor for WebSockets', async (address) => {
    const host = await addUpstream(address, innerPort);
    const answer = await ask({ port: node.port, host, path: '/metrics' });
    expect(answer.status).toBe(502);
    expect(answer.body).not.toContain('inside');
    await expect(openWebSocket(node.port, '/x', { host })).rejects.toThrow('502');
    expect(asked).toBe(0);
  });

  it('nor to link-local addresses, where clouds keep the secrets of machines', async () => {
    for (const address of ['169.254.169.254', '[fe80::1]', '[::ffff:a9fe:a9fe]']) {
      const host = await addUpstream(address, 80);
      const took = await ownTime(async () => {
        expect((await ask({ port: node.port, host, path: '/latest' })).status).toBe(502);
      });
      expect(took).toBeLessThan(1000);
    }
  });

  it('while a website on another port of this machine is shown, by address and by name', async () => {
    for (const address of ['127.0.0.1', 'localhost']) {
      const host = await addUpstream(address, website.port);
      expect((await ask({ port: node.port, host, path: '/x' })).status).toBe(200);
    }
  });
});
