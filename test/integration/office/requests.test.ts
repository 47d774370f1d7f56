import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let office: TestOffice;
let company: TestCompany;
let webFolder: string;
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'gatehouse-web-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Gatehouse</title>');
  await writeFile(join(webFolder, 'assets/app-abc123.js'), `export const text = '${'x'.repeat(5000)}';`);
  office = await startTestOffice({ webFolder });
  company = await office.createCompany();
});
afterAll(async () => {
  await office.stop();
  await rm(webFolder, { recursive: true });
});

async function signOut(headers: Record<string, string>): Promise<{ status: number; code: unknown }> {
  const response = await fetch(`${office.url}/api/sign-out`, { method: 'POST', headers });
  const body: unknown = await response.json();
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return { status: response.status, code };
}

describe('a change that a foreign page may have sent is refused (CSRF)', () => {
  const cookie = () => ({ cookie: company.headers.cookie ?? '' });

  test('without the header that only our own pages send', async () => {
    expect(await signOut(cookie())).toEqual({ status: 403, code: 'cross_site' });
    expect((await company.api.session.me()).employee.id).toBe(company.id);
  });

  test.each(['https://evil.example', 'null', 'http://localhost:1', 'not a url'])(
    'with the origin %s',
    async (origin) => {
      expect(await signOut({ ...cookie(), 'x-gatehouse-csrf': '1', origin })).toEqual({
        status: 403,
        code: 'cross_site',
      });
    },
  );

  test('and nothing is changed by GET', async () => {
    const response = await fetch(`${office.url}/api/sign-out`, { headers: cookie() });
    expect(response.status).toBe(404);
    expect((await company.api.session.me()).employee.id).toBe(company.id);
  });

  test('while our own page may', async () => {
    const employee = await office.signInAs(company.id, company.email);
    expect(await signOut({ ...employee.headers, origin: office.url })).toEqual({
      status: 200,
      code: undefined,
    });
  });
});

describe('what can not be taken is told with the fields at fault', () => {
  test('fields that the contract refuses, by their path', async () => {
    const refused = await refusalOf(
      company.api.employees.create({
        companyId: company.companyId,
        name: ' ',
        email: 'geen adres',
        language: 'nl',
        password: 'x',
      }),
    );
    expect(refused).toMatchObject({ code: 'invalid_input', status: 400 });
    expect(refused.data).toMatchObject({
      issues: [
        { field: 'name', code: 'required' },
        { field: 'email', code: 'email' },
      ],
    });
  });

  test.each([
    ['application/json', '{"email": ', 400, 'body_unreadable'],
    ['text/plain', 'email=x', 400, 'body_unreadable'],
    ['application/json', JSON.stringify({ email: 'x'.repeat(3_000_000) }), 413, 'body_too_large'],
  ])('a body of %s that is broken, of another kind or too large', async (type, body, status, code) => {
    const response = await fetch(`${office.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': type, 'x-gatehouse-csrf': '1' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test('an address of the API that leads nowhere', async () => {
    const response = await fetch(`${office.url}/api/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });
});

test('an unexpected error answers with an id and nothing of its cause', async () => {
  const broken = await startTestOffice();
  const { api, companyId } = await broken.createCompany();
  await broken.office.db.schema.dropTable('audit_event').execute();
  const refused = await refusalOf(api.audit.list({ companyId }));
  await broken.stop();
  expect(refused).toMatchObject({ code: 'internal_error', status: 500 });
  expect(refused.message).toMatch(/log under [0-9a-f-]{36}/);
  expect(JSON.stringify(refused)).not.toContain('audit_event');
});

describe('the web application', () => {
  test('is served at every address that is no file, under a policy without foreign or inline scripts', async () => {
    for (const path of ['/', '/c/123/contacts?search=x', '/setup?token=abc']) {
      const response = await fetch(office.url + path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Gatehouse</title>');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('lets browsers keep files whose name holds a hash, and sends them compressed', async () => {
    const response = await fetch(`${office.url}/assets/app-abc123.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toMatch(/br|gzip/);
    expect((await fetch(`${office.url}/assets/gone-1.js`)).status).toBe(404);
  });

  test('gives nothing from outside its folder', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      const status = await rawStatus(path);
      expect([400, 403, 404]).toContain(status);
    }
  });
});

/** Asks for a path as it is, which `fetch` would normalise. */
function rawStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: office.port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}

test('the API describes itself as OpenAPI 3.1', async () => {
  const description: unknown = await (await fetch(`${office.url}/api/openapi.json`)).json();
  expect(description).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    paths: { '/companies/{companyId}/contacts': expect.anything(), '/sign-in': expect.anything() },
  });
});
