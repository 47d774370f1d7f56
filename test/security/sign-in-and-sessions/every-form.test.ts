import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../../src/gate/visitor/register-visitor-pages.ts';
import { startTestGate, type TestGate } from '../../support/gate.ts';
import type { VisitorPage } from '../../support/visitor.ts';
import type { Onlooker } from '../../support/visitor-scene.ts';
import { createEveryVisitor, type EveryVisitor, onlookers } from './every-visitor.ts';
import { storedBesideCounts } from './everything-stored.ts';

// Goes through the list of pages that the gate has, so that no new one is forgotten (S10).

let gate: TestGate;
let every: EveryVisitor;
beforeAll(async () => {
  gate = await startTestGate();
  every = await createEveryVisitor(gate, 'formulieren.localhost');
});
afterAll(() => gate.stop());

const forms = pages.filter(({ submit }) => submit !== undefined);

const fromElsewhere = 'Dit formulier kwam niet van deze website';
const stale = 'stond te lang open';

/** Refused with that reason, or shown something else that the visitor needs first; nobody signed in or out by it. */
function expectRefused(answer: VisitorPage, reason: string): void {
  if (answer.status === 303) {
    expect(answer.headers.location).toMatch(/^\/(_gate\/|x$)/);
  } else {
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(reason);
  }
  expect(String(answer.headers['set-cookie'])).not.toMatch(/\bgate=|\bgate-(step|device)=[^;]/);
}

/** Every trick on whom most pages are open to, one on each of the others. */
const mostFor = (who: Onlooker): number => (who === 'careful' ? 4 : 1);

describe('every form', () => {
  it.each(forms)('S10: /_gate/$path takes nothing that comes from another origin', async (page) => {
    const before = await storedBesideCounts(gate);
    for (const who of onlookers) {
      const visitor = every.visitor(who);
      const form = await every.formToken(visitor);
      const fields = { ...every.fieldsFor(page), form };
      const origins = [
        { origin: 'https://evil.example' },
        { origin: `${every.scene.website.settings.publicUrl}.evil.example` },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        { origin: 'null', 'sec-fetch-site': 'same-site' },
      ];
      for (const headers of origins.slice(0, mostFor(who))) {
        const answer = await visitor.post(`/_gate/${page.path}`, fields, { headers, follow: false });
        expect(answer.status).toBe(403);
        expect(answer.text).toContain(fromElsewhere);
        expectRefused(answer, fromElsewhere);
      }
    }
    expect(await storedBesideCounts(gate)).toEqual(before);
  });

  it.each(forms)('S10: /_gate/$path takes nothing without the token of this browser', async (page) => {
    const stranger = await every.formToken(gate.visitor(every.scene.website));
    const before = await storedBesideCounts(gate);
    for (const who of onlookers) {
      const visitor = every.visitor(who);
      const own = await every.formToken(visitor);
      const broken = `${own.slice(0, -2)}${own.at(-2) === 'A' ? 'B' : 'A'}${own.slice(-1)}`;
      const fields = every.fieldsFor(page);
      const tokens = [{ form: stranger }, {}, { form: '' }, { form: broken }];
      for (const token of tokens.slice(0, mostFor(who))) {
        const sent = { ...fields, ...token };
        expectRefused(await visitor.post(`/_gate/${page.path}`, sent, { follow: false }), stale);
      }
    }
    expect(await storedBesideCounts(gate)).toEqual(before);
  });

  it('S10: each form that a page shows carries a token, and goes to a page that looks at it', async () => {
    const seen = new Set<string>();
    for (const page of [...pages, { path: 'no-access' }]) {
      for (const who of onlookers) {
        const query = new URLSearchParams({ token: every.fieldsFor(page).token ?? '' });
        const { body, path } = await every.visitor(who).get(`/_gate/${page.path}?${query}`);
        for (const [, attributes = '', inner = ''] of body.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
          expect(attributes).toContain('method="post"');
          expect(inner).toMatch(/<input type="hidden" name="form" value="[\w-]{80,}">/);
          const action = /action="([^"?]*)/.exec(attributes)?.[1] ?? path.split('?')[0] ?? '';
          seen.add(action.replace('/_gate/', ''));
        }
      }
    }
    const known = forms.map(({ path }) => path);
    expect([...seen].filter((path) => !known.includes(path))).toEqual([]);
    // Nearly all were seen; the others show theirs after another form, or to people in another state.
    expect(seen.size).toBeGreaterThan(known.length / 2);
  });
});
