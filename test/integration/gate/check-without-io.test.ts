import { createHook } from 'node:async_hooks';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { asServer, createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let cookies: string[];
/** Connections to the gate that stay open, so that asking opens none. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const people = 20;

beforeAll(async () => {
  database = await createTestDatabase();
  // Without polls and notifications all queries are those that checks cause.
  node = await startCheckServer(database.gateUrl, { news: { pollMs: 3_600_000, listen: false } });
  const website = await addWebsite(node);
  const own = { hosts: ['shop.test'], publicUrl: 'http://shop.test', paths: ['/shop'] };
  const shop = await addWebsite(node, { ...own, protection: 'part' });
  cookies = [await signIn(node, shop, await addPerson(node, shop))];
  for (let person = 0; person < people; person += 1) {
    cookies.push(await signIn(node, website, await addPerson(node, website)));
  }
});
afterAll(async () => {
  agent.destroy();
  await node?.close();
  await database?.drop();
});

function check(url: string, cookie: string) {
  const headers = { 'x-original-url': url, 'x-original-method': 'GET', cookie };
  return ask({ port: node.port, path: '/_gate/check/nginx', headers, agent });
}

/** Checks of everybody, signed in and not, on closed and open pages, on all connections. */
async function checkAll(times: number): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    const asked = cookies.flatMap((cookie) => [
      check(`http://partners.test/prices/${time}`, cookie),
      check('http://shop.test/shop', cookie),
    ]);
    for (const { status, headers } of await Promise.all([...asked, check('http://partners.test/', '')])) {
      seen.add(`${status} ${headers['remote-user'] === undefined ? 'no' : 'with'} identity`);
    }
  }
  return seen;
}

/** Kinds of asynchronous work that reach for disk, network or threads (async_hooks), but for the test's own requests. */
const io =
  /^(FS|GETADDRINFO|GETNAMEINFO|QUERYWRAP|TCPCONNECT|PIPECONNECT|TCPSERVER|UDP|PROCESS|WORKER|(RANDOMBYTES|SIGN|VERIFY|HASH|PBKDF2|SCRYPT|DERIVEBITS|KEYGEN)\w*REQUEST)/;

describe('a check of somebody who was seen before on the node', () => {
  it('DESIGN §5: does no I/O: no query, no connection, no file, no thread, in thousands of checks', async () => {
    await checkAll(2);
    // The times of these first requests are written in the background; the next such write is a minute away.
    await lastSeenWritten();
    let queries = 0;
    node.database.pool.on('acquire', () => {
      queries += 1;
    });
    const kinds = new Map<string, number>();
    const hook = createHook({
      init(_id, kind) {
        if (io.test(kind)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      },
    }).enable();
    const seen = await checkAll(100);
    hook.disable();
    expect(seen).toEqual(new Set(['204 with identity', '401 no identity']));
    expect(queries).toBe(0);
    expect([...kinds]).toEqual([]);
  });

  it('I6, DESIGN §5: goes on with the database out of reach', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await checkAll(1);
    await asServer(async (admin) => {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    });
    expect(await checkAll(50)).toEqual(new Set(['204 with identity', '401 no identity']));
    await asServer((admin) => admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
  });
});

async function lastSeenWritten(): Promise<void> {
  await new Promise<void>((resolve) => node.database.pool.once('acquire', () => resolve()));
}
