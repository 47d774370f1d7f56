import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { ask } from '../support/ask.ts';
import { addWebsite, type CheckServer, changeWebsite, startCheckServer } from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openWebSocket } from '../support/echo-website.ts';
import { ownTime } from '../support/own-time.ts';

let database: TestDatabase;
let node: CheckServer;
let website: PublishedWebsite;
let hostile: net.Server;
let answer = '';

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  hostile = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.write(answer, 'latin1'));
  });
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
  const { port } = hostile.address() as net.AddressInfo; // listens on TCP
  website = await addWebsite(node, {
    protection: 'none',
    origin: { kind: 'upstream', url: `http://127.0.0.1:${port}` },
  });
  await changeWebsite(node, website, {});
  await node.services.websites.refresh();
});
afterAll(async () => {
  await node?.close();
  hostile?.close();
  await database?.drop();
});

/** Answers that no visitor may get and no process of the gate may die of. */
const answers: [string, string][] = [
  ['a status that is none', 'HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n'],
  ['a control character in its reason', 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n'],
  [
    'a body that breaks its framing',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nNOT-A-CHUNK\r\n',
  ],
  [
    'an upgrade that nobody asked for',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  ],
  [
    'a length and a transfer coding',
    'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
  ['a length below nothing', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc'],
  ['folded lines', 'HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 0\r\n\r\n'],
  ['bare LF', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
  ['more headers than fit', `HTTP/1.1 200 OK\r\nX-A: ${'x'.repeat(100_000)}\r\nContent-Length: 0\r\n\r\n`],
  [
    'hints that are none',
    'HTTP/1.1 103 Early Hints\r\nLink: nonsense\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  ],
  [
    'a second answer behind the first',
    'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen',
  ],
  ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n'],
  [
    'a redirect and a cookie that can’t be read',
    'HTTP/1.1 302 X\r\nLocation: http://[\r\nSet-Cookie: ;;=;\r\nContent-Length: 0\r\n\r\n',
  ],
];

it('I1: what a website sends behind its answer is never the next visitor’s', async () => {
  answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen';
  for (let count = 0; count < 5; count += 1)
    expect((await ask({ port: node.port, path: '/x' })).body).toBe('ok');
});

describe('a website behind the gate that answers with', () => {
  it.each(answers)('%s: a request ends, and the gate goes on', async (_what, text) => {
    answer = text;
    const ended = ask({ port: node.port, path: '/x' }).then(
      ({ status }) => status,
      () => 'broke off',
    );
    expect(await ownTime(() => ended)).toBeLessThan(5000);
    expect((await ask({ port: node.port, path: '/_gate/jwks.json' })).status).toBe(200);
  });

  it.each(answers)('%s: a WebSocket ends, and the gate goes on', async (_what, text) => {
    answer = text;
    const ended = openWebSocket(node.port, '/x', { host: 'partners.test' }).then(
      (open) => open.ended(),
      () => 'refused',
    );
    // Who upgraded has a tunnel, which ends with the website.
    if (!text.startsWith('HTTP/1.1 101')) expect(await ownTime(() => ended)).toBeLessThan(3000);
    expect((await ask({ port: node.port, path: '/_gate/jwks.json' })).status).toBe(200);
  });
});
