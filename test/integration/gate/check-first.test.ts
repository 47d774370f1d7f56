import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCheck } from '../../../src/gate/check/register-check.ts';
import { registerOrigin } from '../../../src/gate/proxy/register-origin.ts';
import { type Answer, ask } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
/** Answers most checks before Fastify, as the gate does. */
let first: CheckServer;
/** The same services behind Fastify alone. */
let routes: FastifyInstance;
let routesPort: number;
let cookies: readonly string[];
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

beforeAll(async () => {
  database = await createTestDatabase();
  // It stands still, so that both ways hand out the same assertion.
  const now = new Date();
  first = await startCheckServer(database.gateUrl, { clock: { now: () => now } });
  const website = await addWebsite(first, { hosts: ['partners.test', 'extra.test'] });
  const shop = { hosts: ['shop.test'], publicUrl: 'https://shop.test', paths: ['/shop'] };
  const part = await addWebsite(first, { ...shop, protection: 'part' }, website.companyId);
  const approved = await signIn(first, website, await addPerson(first, website, { personName: 'Zoë 100%' }));
  const declined = await signIn(first, website, await addPerson(first, website, { status: 'declined' }));
  const customer = await signIn(first, part, await addPerson(first, part));
  cookies = [approved, declined, customer, `a=b; ${approved}; ${customer}`, `${approved}; ${declined}`];
  routes = Fastify({ logger: false, forceCloseConnections: true });
  registerCheck(routes, first.services);
  registerOrigin(routes, first.services);
  await routes.listen({ host: '127.0.0.1', port: 0 });
  routesPort = (routes.server.address() as AddressInfo).port; // it listens on TCP
});
afterAll(async () => {
  agent.destroy();
  await routes?.close();
  await first?.close();
  await database?.drop();
});

const text = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});
const often = <T>(known: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: known, weight: 4 }, { arbitrary: other, weight: 1 });
const page = often(
  fc.constantFrom('/', '/shop', '/Shop/x?y=1', '/about', '/_gate/my-page', '/a//b', '/shop/..%2f', '/%zz'),
  fc.oneof(
    fc.webPath(),
    text.map((end) => `/${end}`),
  ),
);
const host = fc.constantFrom('partners.test', 'EXTRA.test:443', 'shop.test.', 'shop.test', 'nobody.test');
const target = often(
  fc.constantFrom('/_gate/check/nginx', '/_gate/check', '/_gate/check?url=/x', '/_gate/check/nginx?%zz'),
  fc.constantFrom(
    '/_gate/check/',
    '/_gate/check/nginx/',
    '/_gate//check',
    '/_gate/%63heck',
    '/_GATE/check',
    '/_gate/checker',
    '/_gate/check;x',
    '/_gate/check#x',
    '/_gate/me.json',
    '/_gate/no-access',
  ),
);
const question = fc.record({
  target,
  page,
  host,
  origin: fc.constantFrom('', 'http://partners.test', 'https://SHOP.test:443', 'http://', 'ftp://shop.test'),
  method: often(fc.constantFrom('GET', 'HEAD'), fc.constantFrom('POST', 'PUT', 'DELETE', 'OPTIONS')),
  asked: often(fc.constantFrom('GET', 'POST', 'head'), text),
  cookie: fc.oneof(
    fc.nat(4),
    text,
    text.map((value) => `gate=${value}`),
  ),
  body: fc.option(fc.constantFrom('', 'x'), { nil: undefined }),
  extra: fc.dictionary(
    fc.constantFrom('accept', 'x-requested-with', 'sec-fetch-mode', 'authorization', 'accept-language'),
    fc.oneof(fc.constantFrom('text/html', 'navigate', 'cors', 'XMLHttpRequest', 'en'), text),
    { maxKeys: 3 },
  ),
});

/** What a web server goes by; the rest is the connection's. */
function essence({ status, headers, body }: Answer) {
  const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...kept } = headers;
  return { status, headers: kept, body };
}

describe('the check before Fastify and the one behind it', () => {
  it('I1: give the same status, headers and body, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const sent = {
          path: asked.target,
          method: asked.method,
          host: asked.host,
          headers: {
            ...asked.extra,
            'x-original-url': asked.origin + asked.page,
            'x-original-method': asked.asked,
            'x-forwarded-uri': asked.page,
            'x-forwarded-method': asked.asked,
            'x-forwarded-host': asked.host,
            // Node.js sends a body with GET without saying how long it is.
            ...(asked.body === undefined ? {} : { 'content-length': String(asked.body.length) }),
            cookie: typeof asked.cookie === 'number' ? (cookies[asked.cookie] ?? '') : asked.cookie,
          },
          ...(asked.body === undefined ? {} : { body: asked.body }),
          agent,
        };
        const one = await ask({ ...sent, port: first.port });
        const other = await ask({ ...sent, port: routesPort });
        expect(essence(one)).toEqual(essence(other));
      }),
      { numRuns: 3000 },
    );
  }, 120_000);

  it('GATE: 204, 401 and 403 keep nginx’s connection open', async () => {
    const single = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let connections = 0;
    first.server.server.on('connection', () => {
      connections += 1;
    });
    for (const cookie of [cookies[0] ?? '', '', cookies[1] ?? '', cookies[0] ?? '']) {
      const headers = { 'x-original-url': 'http://partners.test/prices', cookie };
      await ask({ port: first.port, path: '/_gate/check/nginx', headers, agent: single });
    }
    single.destroy();
    expect(connections).toBe(1);
  });

  it('I1: what goes wrong refuses, on either way', async () => {
    const { websites } = first.services;
    const find = websites.find;
    Object.assign(websites, {
      find: () => {
        throw new Error('something unforeseen');
      },
    });
    try {
      for (const port of [first.port, routesPort]) {
        for (const path of ['/_gate/check/nginx', '/_gate/check']) {
          const answer = await ask({ port, path, headers: { cookie: cookies[0] ?? '' } });
          expect([path, answer.status, answer.body]).toEqual([path, 403, '']);
        }
      }
    } finally {
      Object.assign(websites, { find });
    }
  });
});
