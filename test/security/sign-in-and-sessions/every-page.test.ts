import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../../src/gate/visitor/register-visitor-pages.ts';
import { ask } from '../../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import type { Visitor, VisitorPage } from '../../support/visitor.ts';
import { createEveryVisitor, type EveryVisitor, onlookers } from './every-visitor.ts';
import { storedBesideCounts } from './everything-stored.ts';
import { withSignInLinks } from './mailed-links.ts';

// Goes through the list of pages that the gate has, so that no new one is forgotten (S10).

let gate: TestGate;
let every: EveryVisitor;
let secure: TestWebsite;
let onSecure: Visitor;
beforeAll(async () => {
  gate = await startTestGate();
  every = await createEveryVisitor(gate, 'paginas.localhost');
  const host = 'veilig.example';
  secure = await gate.publish({ ...withSignInLinks, hosts: [host], publicUrl: `https://${host}` });
  onSecure = (await approved(gate, secure, 'veilig@example.com')).visitor;
});
afterAll(() => gate.stop());

/** All pages, and some that are none. */
const all = [...pages, { path: 'no-access' }, { path: 'nergens' }, { path: '' }].map((page) => ({
  path: page.path,
  isTokenPage: 'isTokenPage' in page && page.isTokenPage === true,
}));

function expectGuarded({ headers, body }: Omit<VisitorPage, 'path' | 'text'>, isTokenPage: boolean): void {
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toMatch(/unsafe|\*|nonce/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['referrer-policy']).toBe(isTokenPage ? 'no-referrer' : 'same-origin');
  expect(body).not.toMatch(
    /<script(?![^>]*\ssrc="\/_gate\/assets\/)|<[^>]+\son\w+=|<[^>]+\sstyle=|<style|javascript:/i,
  );
}

describe('every page', () => {
  it.each(all)(
    'S10: /_gate/$path changes nothing by GET or HEAD, whatever stands in its address',
    async (page) => {
      const { port, host } = { port: gate.running.gatePort, host: every.scene.website.host };
      const before = await storedBesideCounts(gate);
      for (const who of onlookers) {
        const visitor = every.visitor(who);
        const form = await every.formToken(visitor);
        const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const query = new URLSearchParams({
          ...every.fieldsFor(page),
          form,
          lang: 'de',
          guest: 'yes',
          way: 'link',
        });
        for (const method of ['GET', 'HEAD']) {
          const headers = { cookie, accept: 'text/html' };
          const answer = await ask({ port, host, method, path: `/_gate/${page.path}?${query}`, headers });
          expect(answer.status).toBeLessThan(500);
          expect(String(answer.headers['set-cookie'])).not.toMatch(
            /\bgate=|\bgate-(step|device|sign-up)=[^;]/,
          );
        }
      }
      expect(await storedBesideCounts(gate)).toEqual(before);
    },
  );

  it.each(all)(
    'S10: /_gate/$path has a policy without inline script, no frames, nosniff and no-store; no referrer where a token is in its address',
    async (page) => {
      const token = every.fieldsFor(page).token ?? '';
      for (const who of onlookers) {
        const visitor = every.visitor(who);
        const answer = await visitor.get(`/_gate/${page.path}?token=${token}`, { follow: false });
        const isAssigned = page.path === '' || (answer.status < 400 && answer.status >= 300);
        if (page.path !== '' && page.path !== 'no-access') expectGuarded(answer, page.isTokenPage);
        else if (!isAssigned) expectGuarded(answer, false);
        if (answer.headers['set-cookie'] !== undefined)
          expect(answer.headers['cache-control']).toBe('no-store');
      }
    },
  );

  it.each(all)('S10: /_gate/$path sets HSTS on https, and not on http', async (page) => {
    for (const visitor of [gate.visitor(secure), onSecure]) {
      const answer = await visitor.get(`/_gate/${page.path}`, { follow: false });
      if (page.path === '' || (page.path === 'no-access' && answer.status === 302)) continue;
      expect(answer.headers['strict-transport-security']).toMatch(/^max-age=31536000$/);
    }
    const plain = await gate.visitor(every.scene.website).get(`/_gate/${page.path}`, { follow: false });
    expect(plain.headers['strict-transport-security']).toBeUndefined();
  });

  it('S10: answers to the website’s scripts and servers that depend on the cookie are kept by nobody', async () => {
    const { port, host } = { port: gate.running.gatePort, host: every.scene.website.host };
    for (const who of onlookers) {
      const cookie = [...every.visitor(who).cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      for (const path of ['me.json', 'check', 'check/nginx', 'check/traefik', 'no-access']) {
        const headers = {
          cookie,
          accept: 'text/html',
          'x-forwarded-uri': '/prijzen',
          'x-forwarded-host': host,
          'x-original-url': `http://${host}/prijzen`,
        };
        const answer = await ask({ port, host, path: `/_gate/${path}`, headers });
        expect(answer.headers['cache-control'], path).toBe('no-store');
      }
    }
  });
});
