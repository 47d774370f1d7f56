import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { ask, askCheck, askNginxCheck } from '../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  setStatus,
  signIn,
  startCheckServer,
} from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type EchoWebsite, startEchoWebsite } from '../support/echo-website.ts';

// Each rule of deciding on a path (P1 to P4), at all three places where it is decided: the check for nginx, the check
// for other proxies, and the gate's own proxy.

let database: TestDatabase;
let node: CheckServer;
let echo: EchoWebsite;
let website: PublishedWebsite;
let cookie: string;

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  echo = await startEchoWebsite();
  website = await addWebsite(node, {
    protection: 'part',
    paths: ['/private', '/shop'],
    origin: { kind: 'upstream', url: `http://127.0.0.1:${echo.port}` },
  });
  cookie = await signIn(node, website, await addPerson(node, website));
});
afterAll(async () => {
  await node?.close();
  await echo?.close();
  await database?.drop();
});

interface Decisions {
  readonly nginx: number;
  readonly proxy: number;
  readonly own: number;
}

async function decisions(path: string, own = '', host = 'partners.test'): Promise<Decisions> {
  const direct = ask({ port: node.port, path, host, headers: { cookie: own, accept: 'text/html' } });
  return {
    nginx: (await askNginxCheck(node.port, `http://${host}${path}`, own)).status,
    proxy: (await askCheck(node.port, path, own, { 'x-forwarded-host': host })).status,
    own: (await direct).status,
  };
}
const open: Decisions = { nginx: 204, proxy: 204, own: 200 };
const signInFirst: Decisions = { nginx: 401, proxy: 302, own: 302 };
const ambiguous: Decisions = { nginx: 401, proxy: 302, own: 400 };

describe('Deciding on a path: host', () => {
  it.each(['PARTNERS.test', 'partners.test:8443', 'partners.test.', 'Partners.Test.:80'])(
    'P1, R16, I1: case folded, port and trailing dot stripped (%s)',
    async (host) => {
      expect(await decisions('/private', '', host)).toEqual(signInFirst);
      expect(await decisions('/about', '', host)).toEqual(open);
    },
  );

  it.each(['other.test', 'xpartners.test', 'partners.test.evil.test', 'sub.partners.test', 'partners'])(
    'P1, R16, I1: exact match with a configured host name (%s is unknown)',
    async (host) => {
      expect(await decisions('/about', cookie, host)).toEqual({ nginx: 403, proxy: 404, own: 404 });
    },
  );

  it('P1, I1: unknown host: 404, nothing revealed', async () => {
    const answer = await ask({
      port: node.port,
      path: '/',
      host: 'other.test',
      headers: { accept: 'text/html' },
    });
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer)).not.toMatch(/Partners|De Groot|partners\.test/);
  });
});

describe('Deciding on a path: path', () => {
  it.each(['/%70rivate', '/%50RIVATE/x', '/privat%65/', '/sho%70'])(
    'P2, I1: decode once (%s)',
    async (path) => {
      expect(await decisions(path)).toEqual(signInFirst);
    },
  );

  it.each([
    ['encoded slash', '/public%2fprivate'],
    ['backslash', '/public%5cprivate'],
    ['raw backslash', '/public\\private'],
    ['NUL', '/public%00/private'],
    [';', '/public;/private'],
    ['encoded ;', '/public%3b/private'],
    ['dot segments after decoding', '/public/%2e%2e/private'],
    ['raw dot segments', '/public/../private'],
    ['single dot', '/./private'],
    ['repeated slashes', '/public//private'],
    ['repeated slashes at the beginning', '//private'],
    ['invalid UTF-8', '/public/%ff%fe'],
    ['overlong UTF-8', '/public/%c0%af'],
    ['broken escape', '/public/%2'],
    ['double encoding', '/public/%252e%252e/private'],
  ])('P2, I1: a path with %s counts as protected, and the proxy refuses it with 400', async (_what, path) => {
    expect(await decisions(path)).toEqual(ambiguous);
    expect((await ask({ port: node.port, path, headers: { cookie } })).status).toBe(400);
  });

  it('P3, R12: prefixes match whole segments (/shop covers /shop and /shop/x, not /shopping)', async () => {
    expect(await decisions('/shop')).toEqual(signInFirst);
    expect(await decisions('/shop/x')).toEqual(signInFirst);
    expect(await decisions('/shopping')).toEqual(open);
  });

  it('P3, R12: ignoring case', async () => {
    expect(await decisions('/SHOP/x')).toEqual(signInFirst);
    expect(await decisions('/ShOp')).toEqual(signInFirst);
  });

  it('P2, I1: what some web servers pass on to the website is no page of the gate', async () => {
    await addWebsite(node, { hosts: ['whole.test'], publicUrl: 'https://whole.test', protection: 'whole' });
    for (const path of ['/_gate', '/_gate?x=1', '/%5Fgate/x', '/_g%61te/x', '/%5f%67ate/sign-in']) {
      const { nginx, proxy } = await decisions(path, '', 'whole.test');
      const toEnvoy = await ask({
        port: node.port,
        path: `/_gate/check/envoy${path}`,
        host: 'whole.test',
        headers: { accept: 'text/html' },
      });
      expect([path, nginx, proxy, toEnvoy.status]).toEqual([path, 401, 302, 302]);
    }
  });

  it('P4, I1: any exception denies', async () => {
    const broken = await startCheckServer(database.gateUrl);
    try {
      Object.defineProperty(broken.services, 'sessions', {
        get() {
          throw new Error('a fault in the gate');
        },
      });
      for (const own of [cookie, ''])
        for (const path of ['/private', '/about']) {
          const status = (await askNginxCheck(broken.port, `http://partners.test${path}`, own)).status;
          const other = (await askCheck(broken.port, path, own)).status;
          const direct = (await ask({ port: broken.port, path, headers: { cookie: own } })).status;
          if (own !== '') expect([status, other, direct]).toEqual([403, 403, 500]);
          else if (path === '/private') expect([status, other, direct]).toEqual([401, 302, 401]);
        }
    } finally {
      await broken.close().catch(() => {});
    }
  });
});

describe('I1: the fuzzed check stands beside this in check-fuzz.test.ts; a decision follows the account', () => {
  it('I1, I2: the same path opens and closes with the account', async () => {
    const person = await addPerson(node, website, { status: 'pending' });
    const own = await signIn(node, website, person);
    expect(await decisions('/private', own)).toEqual({ nginx: 403, proxy: 403, own: 403 });
    await setStatus(node, person, 'approved');
    await node.services.news.read();
    expect(await decisions('/private', own)).toEqual(open);
  });
});
