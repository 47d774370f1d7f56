import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { longestLogo } from '../../contract/website-settings.ts';
import { script, stylesheet } from './assets.ts';
import type { Field, Form, Frame, Page } from './page-model.ts';
import { renderPage } from './render-page.ts';

const frame: Frame = {
  language: 'nl',
  siteName: 'Partnerweb',
  home: '/',
  languageSwitch: [],
  formToken: 'x',
};
const evil = `"><script>alert(1)</script>'{{ frame.formToken }}`;
const evilField: Field = {
  name: 'email',
  label: evil,
  type: 'email',
  value: evil,
  autocomplete: 'email',
  required: true,
  error: evil,
  hint: evil,
};
const evilForm: Form = {
  action: '/_gate/x',
  submit: evil,
  hidden: { [evil]: evil },
  data: { passkey: evil },
  fields: [evilField],
  more: { label: evil, hint: evil, open: true, fields: [evilField] },
  last: [{ ...evilField, type: 'tick', link: { href: evil, label: evil } }],
  withoutScript: evil,
};
const evilWays = [
  { label: evil, href: '/x', post: { a: evil }, about: evil, before: evil },
  { label: evil, href: evil, about: evil },
];
const evilPage: Page = {
  title: evil,
  lead: [evil],
  problem: evil,
  notice: evil,
  facts: [{ label: evil, value: evil, tone: 'good' }],
  heading: evil,
  form: evilForm,
  ways: evilWays,
  menu: evilWays,
  sections: [
    {
      divider: evil,
      fold: evil,
      heading: evil,
      lead: [evil],
      facts: [{ label: evil, value: evil }],
      items: [
        { title: evil, href: evil, tag: { label: evil, tone: 'bad' }, lines: [evil], ways: evilWays },
        { title: evil },
      ],
      picture: { src: evil, alt: evil, size: 100 },
      codes: [evil],
      form: evilForm,
      ways: evilWays,
    },
    { items: [{ title: evil, href: evil }] },
  ],
};

describe('visitor page', () => {
  it('R14, case 28: shows whatever was typed, by visitors or owners, as text, never as markup', async () => {
    const html = await renderPage(evilPage, {
      ...frame,
      siteName: evil,
      home: evil,
      look: { css: evil, logo: { url: evil, width: 1, height: 1 }, footText: evil },
      languageSwitch: [{ label: evil, href: evil, language: 'de' }],
    });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/="[^"]*"><script/);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain("'x");
  });

  it('names each mistake in the summary, of all forms of the page', async () => {
    const field = (name: string): Field => ({ ...evilField, name, label: name, error: `fout ${name}` });
    const form = (...names: string[]): Form => ({ submit: 'ok', hidden: {}, fields: names.map(field) });
    const html = await renderPage(
      { title: 'Twee', form: form('a'), sections: [{ form: { ...form('b'), last: [field('c')] } }] },
      frame,
    );
    for (const name of ['a', 'b', 'c'])
      expect(html).toContain(`<a href="#${name}">${name}</a>: fout ${name}`);
  });

  it('R14: a website without a logo has the first letter of its name', async () => {
    for (const [siteName, letter] of [
      ['partnerweb', 'P'],
      ['“Über” shop', 'Ü'],
      ['3D-winkel', '3'],
    ] as const) {
      expect(await renderPage({ title: 'x' }, { ...frame, siteName })).toContain(
        `aria-hidden="true">${letter}<`,
      );
    }
  });

  it('R14: a page with a long form, the largest logo and all that it needs stays under 20 kB as sent', async () => {
    const fields = Array.from(
      { length: 20 },
      (_, index): Field => ({
        ...evilField,
        name: `field${index}`,
        label: `Een label ${index} van gewone lengte`,
        value: `Een waarde ${index} van gewone lengte`,
        error: 'Vul dit in.',
      }),
    );
    const form: Form = { action: '/', submit: 'Aanvragen', hidden: {}, fields };
    const html = await renderPage({ title: 'Account aanvragen', form }, frame);
    const logo = (longestLogo * 3) / 4;
    const sent = brotliCompressSync(html).length;
    const { br: css = stylesheet.body } = stylesheet.encoded;
    const { br: js = script.body } = script.encoded;
    expect(sent + css.length + js.length + logo).toBeLessThan(20_000);
    // Where the page itself is not compressed, as after a mistake while signed in, it still is without a large logo.
    expect(html.length + css.length + js.length).toBeLessThan(20_000);
  });
});
