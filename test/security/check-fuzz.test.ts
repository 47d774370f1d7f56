import http from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let cookies: Record<'approved' | 'declined' | 'elsewhere', string>;
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  const website = await addWebsite(node);
  const elsewhere = await addWebsite(node, { hosts: ['elsewhere.test'], publicUrl: 'http://elsewhere.test' });
  cookies = {
    approved: await signIn(node, website, await addPerson(node, website)),
    declined: await signIn(node, website, await addPerson(node, website, { status: 'declined' })),
    elsewhere: await signIn(node, elsewhere, await addPerson(node, elsewhere)),
  };
});
afterAll(async () => {
  agent.destroy();
  await node?.close();
  await database?.drop();
});

/** Text as a header may carry it over the wire. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});
const path = fc.oneof(
  fc.webPath(),
  headerText.map((text) => `/${text}`),
  fc.constantFrom('/', '/x', '/_gate/..', '/_gate/%2e%2e/x', '//', '/%', '/?', '/_gate%2f'),
);
const origin = fc.constantFrom(
  '',
  'http://partners.test',
  'https://PARTNERS.test:443',
  'http://elsewhere.test',
  'http://',
);
const cookie = fc.oneof(
  headerText,
  headerText.map((text) => `gate=${text}`),
  fc.constantFrom('declined' as const, 'elsewhere' as const).map((who) => ({ who })),
);
const extra = fc.dictionary(
  fc.constantFrom(
    'accept',
    'x-requested-with',
    'sec-fetch-mode',
    'authorization',
    'x-forwarded-for',
    'x-real-ip',
  ),
  headerText,
  { maxKeys: 3 },
);
const host = fc.constantFrom('partners.test', 'PARTNERS.test.', 'elsewhere.test', 'nobody.test', '127.0.0.1');
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS');

describe('the check, whatever it is asked', () => {
  it('P4, I1: never lets anybody in without access, and never fails with 5xx', async () => {
    const question = fc.record({ path, origin, cookie, extra, host, method, wanted: headerText });
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const own = typeof asked.cookie === 'string' ? asked.cookie : cookies[asked.cookie.who];
        const isElsewhere = typeof asked.cookie !== 'string' && asked.cookie.who === 'elsewhere';
        const forwarded = {
          'x-original-url': asked.origin + asked.path,
          'x-original-method': asked.wanted,
          'x-forwarded-uri': asked.path,
          'x-forwarded-method': asked.wanted,
          'x-forwarded-host': asked.host,
        };
        for (const endpoint of ['/_gate/check/nginx', '/_gate/check']) {
          const answer = await ask({
            port: node.port,
            path: endpoint,
            method: asked.method,
            host: asked.host,
            headers: { ...asked.extra, ...forwarded, cookie: own },
            agent,
          });
          expect(answer.status).toBeLessThan(500);
          if (answer.status < 300) {
            // Only the gate's own pages are open, or the website whose session it is.
            const isGates = /^\/_gate(?:[/?]|$)/.test(asked.path);
            expect(isGates || isElsewhere).toBe(true);
            if (!isElsewhere) expect(answer.headers['remote-user']).toBe('');
          }
          if (endpoint.endsWith('nginx')) expect([204, 401, 403]).toContain(answer.status);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('I1: lets in who has access, whatever path is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(path, async (wanted) => {
        const headers = { 'x-original-url': `http://partners.test${wanted}`, cookie: cookies.approved };
        const answer = await ask({ port: node.port, path: '/_gate/check/nginx', headers, agent });
        expect(answer.status).toBe(204);
      }),
      { numRuns: 300 },
    );
  });
});
