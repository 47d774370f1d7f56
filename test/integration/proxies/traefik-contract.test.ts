import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  askAsTraefik,
  type ForwardAuth,
  passedOnByTraefik,
  type VisitorRequest,
} from '../../support/traefik.ts';
import { aliases, type ContractSetting, startContractSetting } from './contract-setting.ts';

interface Router {
  readonly rule: string;
  readonly service: string;
  readonly priority: number;
  readonly middlewares?: readonly string[];
}
const text = await readFile(new URL('../../../examples/traefik/website.yml', import.meta.url), 'utf8');
const { http } = parse(text);
const routers: Record<string, Router> = http.routers;
const forwardAuth: ForwardAuth = http.middlewares.portal_example_com_gatehouse.forwardAuth;

describe('Traefik (ForwardAuth), by its documented contract', () => {
  let setting: ContractSetting;
  beforeAll(async () => {
    setting = await startContractSetting();
  });
  afterAll(() => setting?.close());

  const visit = async (url: string, request: Partial<VisitorRequest> = {}) => {
    const visitor = { host: 'partners.test', url, ...request };
    const answer = await askAsTraefik(forwardAuth, setting.node.port, visitor);
    return { answer, passed: passedOnByTraefik(forwardAuth, visitor, answer) };
  };
  const page = { accept: 'text/html' };

  it('R12, R15: who has access passes, with identity and without the gate’s cookie', async () => {
    const { passed } = await visit('/private/prices', {
      headers: { ...page, cookie: `theme=dark; ${setting.anna}; gate-device=x; lang=nl` },
    });
    expect(passed).toMatchObject({
      'remote-user': 'anna@example.com',
      'gatehouse-website': setting.website.id,
      cookie: 'theme=dark; lang=nl',
    });
    expect(passed?.['gatehouse-assertion']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await visit('/private/x', { headers: { cookie: setting.anna } })).passed?.cookie).toBeUndefined();
  });

  it('R12: on open parts nobody is told about', async () => {
    for (const cookie of ['', setting.waiting]) {
      const { passed } = await visit('/about', { headers: cookie === '' ? {} : { cookie } });
      expect([passed?.['remote-user'], passed?.['gatehouse-contact']]).toEqual(['', '']);
    }
  });

  it.each([
    ['GET', {}, 302, 'http://partners.test/_gate/sign-in?return=%2Fprivate%2Fx%3Fa%3D1'],
    ['POST', {}, 303, 'http://partners.test/_gate/sign-in?return=%2F'],
    ['GET', { 'sec-fetch-mode': 'cors' }, 401, undefined],
    ['POST', { 'x-requested-with': 'XMLHttpRequest' }, 401, undefined],
  ])(
    'R12: without sign-in a %s %o gets %i, absolute as Traefik needs it',
    async (method, more, status, location) => {
      const { answer, passed } = await visit('/private/x?a=1', { method, headers: { ...page, ...more } });
      expect(passed).toBeNull();
      expect(answer.status).toBe(status);
      expect(answer.headers.location).toBe(location);
    },
  );

  it('I1: signed in without access gets 403, a page or JSON', async () => {
    const { answer } = await visit('/private/x', { headers: { ...page, cookie: setting.waiting } });
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
    const fetched = await visit('/private/x', { headers: { accept: '*/*', cookie: setting.waiting } });
    expect(JSON.parse(fetched.answer.body)).toMatchObject({ status: 403, code: 'access_refused' });
  });

  it('R12: a WebSocket is asked about without its Upgrade header, and decided like a script', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-fetch-mode': 'websocket' };
    expect(
      (await visit('/private/live', { headers: { ...upgrade, cookie: setting.anna } })).passed,
    ).not.toBeNull();
    expect((await visit('/private/live', { headers: upgrade })).answer.status).toBe(401);
  });

  it('I1: identity headers from a visitor are gone in every spelling, signed in or not', async () => {
    for (const cookie of [{}, { cookie: setting.anna }]) {
      const { passed } = await visit('/about', { headers: { ...aliases, ...cookie } });
      expect(Object.values(passed ?? {})).not.toContain('spoofed');
    }
  });

  it('I1: what visitors say about host, address and method is replaced or removed', async () => {
    const { answer } = await visit('/private/x', {
      headers: {
        ...page,
        'x-forwarded-uri': '/about',
        'x-original-url': '/about',
        'x-forwarded-host': 'open.test',
      },
    });
    expect(answer.status).toBe(302);
    const removed: Record<string, string> =
      http.middlewares.portal_example_com_visitors.headers.customRequestHeaders;
    for (const name of [
      'X-Original-URL',
      'X_Original_URL',
      'X-Rewrite-URL',
      'X-Forwarded-Uri',
      'X_Forwarded_Host',
    ])
      expect([name, removed[name]]).toEqual([name, '']);
  });

  it('I1: every request but those for the gate’s pages goes through the check, which nobody else reaches', () => {
    const {
      portal_example_com: website,
      portal_example_com_pages: pages,
      portal_example_com_check: check,
    } = routers;
    expect(website?.middlewares).toEqual(['portal_example_com_visitors', 'portal_example_com_gatehouse']);
    expect(pages).toMatchObject({ service: 'portal_example_com_gatehouse' });
    expect(pages?.rule).toContain('PathPrefix(`/_gate/`)');
    expect(check?.rule).toContain('PathPrefix(`/_gate/check`)');
    expect(check?.middlewares).toEqual(['portal_example_com_nothing']);
    expect((check?.priority ?? 0) > (pages?.priority ?? 0)).toBe(true);
    expect((pages?.priority ?? 0) > (website?.priority ?? 0)).toBe(true);
    expect(
      Object.values(routers)
        .map(({ service }) => service)
        .sort(),
    ).toEqual(['portal_example_com_gatehouse', 'portal_example_com_gatehouse', 'portal_example_com_website']);
    expect(http.middlewares.portal_example_com_nothing.replacePath.path).toBe('/_gate/nothing-here');
  });

  it('I1: a Traefik on another machine counts only where it is trusted', async () => {
    const strict = await startContractSetting({ trustedProxies: '203.0.113.1' });
    try {
      const visitor = { host: 'partners.test', url: '/about', headers: page };
      const answer = await askAsTraefik(forwardAuth, strict.node.port, visitor);
      expect(passedOnByTraefik(forwardAuth, visitor, answer)).toBeNull();
    } finally {
      await strict.close();
    }
  });
});
