import { describe, expect, it } from 'vitest';
import { languages } from '../language.ts';
import { allVisitFindings, type VisitStep, visitRules } from './visit-step.ts';
import { tellStep } from './visit-words.ts';

const names = { website: 'Partnerweb', host: 'partners.test', email: 'anna@example.nl' };
const facts = {
  path: '/x',
  target: '/x//',
  prefix: '/shop',
  prefixes: '/shop, /y',
  from: '2026-03-01T00:00:00Z',
  until: '2026-04-01T00:00:00Z',
  at: '2026-02-01T00:00:00Z',
  count: 2,
};
const stepOf = (finding: VisitStep['finding']): VisitStep => ({
  rule: 'host_known',
  finding,
  passed: false,
  facts,
});

describe('the words of an explanation', () => {
  it.each(languages)(
    'R18: everything that can be found has its words in %s, with nothing left to fill in',
    (language) => {
      for (const finding of allVisitFindings) {
        const { what, advice } = tellStep(stepOf(finding), names, language, () => 'then');
        expect(what, finding).toMatch(/^[A-Z]\S* .+\.$|^partners\.test .+\.$/);
        expect(what + advice, finding).not.toMatch(/[{}]/);
      }
    },
  );

  it('what speaks against somebody comes with what can be done about it', () => {
    const against =
      /unknown|refused|disabled|_over$|_none$|missing|ended|pending|declined|blocked|inactive|to_come|unproven|stuck/;
    const neutral = ['open_none', 'sessions_none'];
    for (const finding of allVisitFindings) {
      const { advice } = tellStep(stepOf(finding), names, 'nl', () => '');
      const isAgainst = against.test(finding) && !neutral.includes(finding);
      expect({ finding, advised: advice !== null }).toEqual({
        finding,
        advised: isAgainst || finding === 'licence_grace' || finding === 'path_unclear',
      });
    }
  });

  it('times are written by whoever reads them; what is no time stays', () => {
    const tell = (from: string) =>
      tellStep({ ...stepOf('validity_to_come'), facts: { from } }, names, 'en', (time) => time.toISOString());
    expect(tell('2026-03-01T00:00:00Z').what).toBe('The access begins only on 2026-03-01T00:00:00.000Z.');
    expect(tell('?').what).toBe('The access begins only on ?.');
  });

  it('each rule has something that can be found', () => {
    expect(new Set(allVisitFindings).size).toBe(allVisitFindings.length);
    expect(visitRules.length).toBe(new Set(visitRules).size);
  });
});
