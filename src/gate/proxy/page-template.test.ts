import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WhoIsThere } from '../check/who-is-there.ts';
import { hasDirectives, readPageTemplate } from './page-template.ts';

const guest: WhoIsThere = {
  signedIn: false,
  access: false,
  email: '',
  name: '',
  company: '',
  contact: '',
  groups: [],
  priceGroup: '',
  language: '',
};
const anna: WhoIsThere = {
  signedIn: true,
  access: true,
  email: 'anna@example.com',
  name: 'Anna "<&>',
  company: 'Bakkerij',
  contact: '10001',
  groups: ['customer', 'price-group:A'],
  priceGroup: 'A',
  language: 'nl',
};
const render = (html: string, who: WhoIsThere) => readPageTemplate(html).render(who);

describe('comments in pages', () => {
  it.each([
    ['name', 'Anna &#34;&#60;&#38;&#62;'],
    ['email', 'anna@example.com'],
    ['company', 'Bakkerij'],
    ['contact', '10001'],
    ['groups', 'customer, price-group:A'],
    ['price-group', 'A'],
    ['language', 'nl'],
  ])('R15: <!--#gatehouse %s --> shows the value, escaped', (what, expected) => {
    expect(render(`<i title="<!--#gatehouse ${what} -->">`, anna)).toBe(`<i title="${expected}">`);
    expect(render(`<!--#gatehouse ${what}-->`, guest)).toBe('');
  });

  it.each([
    ['signed-in', true, false],
    ['not signed-in', false, true],
    ['price-group a', true, false],
    ['price-group B', false, false],
    ['not price-group B', true, true],
    ['group customer', true, false],
    ['group partner', false, false],
    ['language nl', true, false],
  ])('R15: "if %s" is %s for a customer and %s for a guest', (condition, forAnna, forGuest) => {
    const html = `<!--#gatehouse if ${condition} -->yes<!--#gatehouse else -->no<!--#gatehouse end -->`;
    expect(render(html, anna)).toBe(forAnna ? 'yes' : 'no');
    expect(render(html, guest)).toBe(forGuest ? 'yes' : 'no');
  });

  it('R15: conditions stand within conditions', () => {
    const html =
      'a<!--#gatehouse if signed-in -->b<!--#gatehouse if price-group B -->c<!--#gatehouse else -->d<!--#gatehouse end -->e<!--#gatehouse end -->f';
    expect(render(html, anna)).toBe('abdef');
    expect(render(html, guest)).toBe('af');
  });

  it.each(['if', 'if not', 'if signed_in', 'if price-group', 'if signed-in x', 'if not nobody'])(
    'I1: a condition that means nothing ("%s") shows nothing and is reported',
    (condition) => {
      const template = readPageTemplate(`<!--#gatehouse ${condition} -->secret<!--#gatehouse end -->x`);
      expect(template.render(anna)).toBe('x');
      expect(template.mistakes).toHaveLength(1);
    },
  );

  it.each([
    '<!--#gatehouse if price-group A ->',
    '<!--#gatehouse if price-group A>',
    '<!--#gatehouseif price-group A -->',
    '<!-- #gatehouse if price-group A -->',
    '<!--# gatehouse if price-group A -->',
    '<!--#Gatehouse if price-group A -->',
    '<!--#gatehouse IF price-group A -->',
  ])('I1: a condition that is mistyped (%s) shows nothing and is reported', (condition) => {
    const html = `${condition}secret<!--#gatehouse else -->see below<!--#gatehouse end -->x`;
    expect(hasDirectives(condition)).toBe(true);
    const template = readPageTemplate(html);
    for (const who of [anna, guest]) expect(template.render(who)).toBe('see belowx');
    expect(template.mistakes).toEqual([condition]);
  });

  it('I1: a comment that never ends hides the rest of the page', () => {
    const template = readPageTemplate('a<!--#gatehouse if price-group A -- secret');
    expect(template.render(anna)).toBe('a');
    expect(template.mistakes).toHaveLength(2);
  });

  it('I1: a condition without end hides the rest of the page', () => {
    const template = readPageTemplate('a<!--#gatehouse if signed-in -->secret');
    expect(template.render(guest)).toBe('a');
    expect(template.mistakes).toEqual(['if without end']);
  });

  it('I1: what is unknown shows nothing, not even names of our own objects', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'nmae', 'end', 'else', 'name x']) {
      const template = readPageTemplate(`<!--#gatehouse ${word} -->`);
      expect(template.render(anna)).toBe('');
      expect(template.mistakes).toHaveLength(1);
    }
  });

  it('R15: pages without comments stay as they are, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string(), (html) => {
        fc.pre(!hasDirectives(html));
        expect(render(html, anna)).toBe(html);
      }),
      { numRuns: 1000 },
    );
  });
});
