import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { askAsEnvoy, type ExtAuthz, passedOnByEnvoy } from '../../support/envoy.ts';
import type { VisitorRequest } from '../../support/traefik.ts';
import { aliases, type ContractSetting, startContractSetting } from './contract-setting.ts';

const text = await readFile(new URL('../../../examples/envoy/envoy.yaml', import.meta.url), 'utf8');
const { static_resources: resources } = parse(text);
const manager = resources.listeners[0].filter_chains[0].filters[0].typed_config;
const filter: ExtAuthz = manager.http_filters[0].typed_config;
const host = manager.route_config.virtual_hosts[0];

describe('Envoy (ext_authz), by its documented contract', () => {
  let setting: ContractSetting;
  beforeAll(async () => {
    setting = await startContractSetting();
  });
  afterAll(() => setting?.close());

  const visit = async (url: string, request: Partial<VisitorRequest> = {}) => {
    const visitor = { host: 'partners.test', url, ...request };
    const answer = await askAsEnvoy(filter, setting.node.port, visitor);
    return { answer, passed: passedOnByEnvoy(filter, visitor, answer) };
  };
  const page = { accept: 'text/html' };

  it('R12, R15: who has access passes by 200, with identity and without the gate’s cookie', async () => {
    const { answer, passed } = await visit('/private/prices?a=1', {
      headers: { ...page, cookie: `theme=dark; ${setting.anna}; gate-device=x; lang=nl` },
    });
    expect(answer.headers['content-length']).toBe('0');
    expect(passed).toMatchObject({
      'remote-user': 'anna@example.com',
      'gatehouse-website': setting.website.id,
      cookie: 'theme=dark; lang=nl',
    });
    expect(passed?.['gatehouse-assertion']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await visit('/private/x', { headers: { cookie: setting.anna } })).passed?.cookie).toBeUndefined();
  });

  it('R12: on open parts the website is told nothing about a person', async () => {
    for (const cookie of [{}, { cookie: setting.waiting }]) {
      const { passed } = await visit('/about', { headers: { ...page, ...cookie } });
      expect(passed).toEqual({ ...page, 'gatehouse-website': setting.website.id });
    }
  });

  it.each([
    ['GET', {}, 302, 'http://partners.test/_gate/sign-in?return=%2Fprivate%2Fx%3Fa%3D1'],
    ['HEAD', {}, 302, 'http://partners.test/_gate/sign-in?return=%2Fprivate%2Fx%3Fa%3D1'],
    ['POST', {}, 303, 'http://partners.test/_gate/sign-in?return=%2F'],
    ['GET', { 'sec-fetch-mode': 'cors' }, 401, undefined],
    ['DELETE', { 'x-requested-with': 'XMLHttpRequest' }, 401, undefined],
  ])('R12: without sign-in a %s %o gets %i', async (method, more, status, location) => {
    const { answer, passed } = await visit('/private/x?a=1', { method, headers: { ...page, ...more } });
    expect(passed).toBeNull();
    expect(answer.status).toBe(status);
    expect(answer.headers.location).toBe(location);
  });

  it('I1: signed in without access gets 403, a page or JSON', async () => {
    const { answer } = await visit('/private/x', { headers: { ...page, cookie: setting.waiting } });
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
    const fetched = await visit('/private/x', { headers: { accept: '*/*', cookie: setting.waiting } });
    expect(JSON.parse(fetched.answer.body)).toMatchObject({ status: 403, code: 'access_refused' });
  });

  it.each([
    '/private',
    '//private',
    '/PRIVATE/x',
    '/public/../private',
    '/public/%2e%2e/private',
    '/public/..%2fprivate',
    '/private;x=1',
    '/private%ff',
    '/private%zz',
    '/../../../about',
    '/../check',
    '/_gate/../private',
    '/private?/_gate/',
  ])('I1: %s, behind the prefix, opens nothing without access', async (url) => {
    const { answer, passed } = await visit(url, { headers: page });
    expect(passed).toBeNull();
    expect([302, 400]).toContain(answer.status);
  });

  it('R12: the same addresses are open to who has access, but for broken escapes', async () => {
    for (const url of [
      '//private',
      '/private/a%2Fb',
      '/private;x=1',
      '/private/x/../y',
      '/private/caf%C3%A9?a=//b',
    ]) {
      const { answer } = await visit(url, { headers: { ...page, cookie: setting.anna } });
      expect([url, answer.status]).toEqual([url, 200]);
    }
  });

  it('I1: identity headers from a visitor are gone in every spelling, signed in or not', async () => {
    for (const cookie of [{}, { cookie: setting.anna }]) {
      const { passed } = await visit('/about', { headers: { ...aliases, ...cookie } });
      expect(passed).not.toBeNull();
      expect(Object.values(passed ?? {})).not.toContain('spoofed');
    }
  });

  it('I1: without an answer of the gate nobody is let in, and a plain page says so', () => {
    expect(filter.failure_mode_allow).toBe(false);
    expect(filter.status_on_error.code).toBe('ServiceUnavailable');
    const [mapper] = manager.local_reply_config.mappers;
    expect(mapper.filter.status_code_filter.comparison).toMatchObject({
      op: 'EQ',
      value: { default_value: 503 },
    });
    expect(mapper.body.inline_string).toContain('Even geduld');
    expect(mapper.body_format_override.content_type).toContain('text/html');
  });

  it('I1: what visitors say about host, address and method is replaced or removed', () => {
    const written = host.request_headers_to_add.map(
      ({ header, append_action }: { header: { key: string }; append_action: string }) => [
        header.key,
        append_action,
      ],
    );
    expect(written).toEqual([
      ['x-forwarded-for', 'OVERWRITE_IF_EXISTS_OR_ADD'],
      ['x-forwarded-host', 'OVERWRITE_IF_EXISTS_OR_ADD'],
    ]);
    for (const name of [
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-uri',
      'x-forwarded-method',
      'forwarded',
    ])
      expect(host.request_headers_to_remove).toContain(name);
    expect(manager.use_remote_address).toBe(true);
  });

  it('I1: only the gate’s pages go without the check, which nobody else reaches', () => {
    const disabled = host.routes.map(
      (route: { typed_per_filter_config?: Record<string, { disabled: boolean }> }) =>
        Object.values(route.typed_per_filter_config ?? {}).some((config) => config.disabled),
    );
    expect(host.routes.map((route: { match: { prefix: string } }) => route.match.prefix)).toEqual([
      '/_gate/check',
      '/_gate/',
      '/',
    ]);
    expect(disabled).toEqual([true, true, false]);
    expect(host.routes[0].direct_response).toEqual({ status: 404 });
    expect(host.domains).toEqual(['portal.example.com']);
    expect(manager.http_filters.map(({ name }: { name: string }) => name)).toEqual([
      'envoy.filters.http.ext_authz',
      'envoy.filters.http.router',
    ]);
    expect(manager.upgrade_configs).toEqual([{ upgrade_type: 'websocket' }]);
    expect(manager.common_http_protocol_options.headers_with_underscores_action).toBe('DROP_HEADER');
  });
});
