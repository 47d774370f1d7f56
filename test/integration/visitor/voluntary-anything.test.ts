import http from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guestCookie } from '../../../src/gate/check/offer-sign-in.ts';
import { ask } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let cookies: Record<'guest' | 'customer' | 'declined', string>;
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  const shop = await addWebsite(node, {
    hosts: ['shop.test'],
    publicUrl: 'http://shop.test',
    protection: 'voluntary',
    paths: ['/checkout', '/kassa/betalen'],
  });
  const { name, value } = guestCookie(node.services.formKey, shop);
  cookies = {
    guest: `${name}=${value}`,
    customer: await signIn(node, shop, await addPerson(node, shop)),
    declined: await signIn(node, shop, await addPerson(node, shop, { status: 'declined' })),
  };
});
afterAll(async () => {
  agent.destroy();
  await node?.close();
  await database?.drop();
});

describe('voluntary sign-in, whatever is asked', () => {
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  });
  const path = fc.oneof(
    fc.webPath().map((text) => text || '/'),
    text.map((rest) => `/${rest}`),
    fc
      .tuple(fc.constantFrom('/checkout', '/kassa/betalen', '/CheckOut'), text)
      .map(([base, rest]) => `${base}/${rest}`),
    fc.constantFrom('/checkout', '/', '//', '/%', '/_gate/..', '/checkout/..%2f'),
  );
  const who = fc.oneof(
    text,
    text.map((value) => `gate=${value}`),
    text.map((value) => `gate-guest=${value}`),
    fc.constantFrom('guest' as const, 'customer' as const, 'declined' as const).map((name) => ({ name })),
  );
  const headers = fc.record(
    {
      accept: fc.constantFrom('text/html', '*/*', 'image/png'),
      'sec-fetch-mode': fc.constantFrom('navigate', 'cors', 'websocket', 'no-cors'),
      'sec-fetch-dest': fc.constantFrom('document', 'iframe', 'empty', ''),
      'x-requested-with': fc.constantFrom('XMLHttpRequest', ''),
      referer: fc.oneof(text, fc.constant('http://shop.test/_gate/welcome')),
    },
    { requiredKeys: [] },
  );
  const method = fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'get',
    'PROPFIND',
  );

  it('R12: no request is ever refused; only page loads of nobody are led to the offer, and only at the check-out', async () => {
    let led = 0;
    await fc.assert(
      fc.asyncProperty(fc.record({ path, who, headers, method }), async (asked) => {
        const cookie = typeof asked.who === 'string' ? asked.who : cookies[asked.who.name];
        const asking = {
          nginx: { 'x-original-url': `http://shop.test${asked.path}`, 'x-original-method': asked.method },
          caddy: {
            'x-forwarded-host': 'shop.test',
            'x-forwarded-uri': asked.path,
            'x-forwarded-method': asked.method,
          },
        };
        for (const server of ['nginx', 'caddy'] as const) {
          const answer = await ask({
            port: node.port,
            path: server === 'nginx' ? '/_gate/check/nginx' : '/_gate/check',
            headers: { ...asked.headers, ...asking[server], cookie },
            agent,
          });
          if (answer.status === 204) continue;
          led += 1;
          expect(answer.status).toBe(server === 'nginx' ? 401 : 302);
          expect(answer.headers.location).toMatch(/^http:\/\/shop\.test\/_gate\/welcome\?return=%2F/);
          expect(asked.method.toUpperCase()).toBe('GET');
          expect(asked.headers['sec-fetch-mode'] ?? 'navigate').toBe('navigate');
          expect(typeof asked.who).toBe('string');
          expect(asked.path).toMatch(/^\/(checkout|kassa\/betalen)(\/|\?|$)/i);
        }
      }),
      { numRuns: 1500 },
    );
    expect(led).toBeGreaterThan(0);
  });
});
