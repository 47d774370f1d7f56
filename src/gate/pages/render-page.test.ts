import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { script, stylesheet } from './assets.ts';
import { renderPage } from './render-page.ts';

const frame = {
  language: 'nl',
  siteName: 'Partnerweb',
  home: '/',
  languageSwitch: null,
  formToken: 'x',
} as const;

describe('visitor page', () => {
  it('R14, case 28: shows whatever was typed as text, never as markup', async () => {
    const evil = `"><script>alert(1)</script>'{{ frame.formToken }}`;
    const field = {
      name: 'email',
      label: evil,
      type: 'email',
      value: evil,
      autocomplete: 'email',
      required: true,
      error: evil,
      hint: evil,
    } as const;
    const html = await renderPage(
      {
        title: evil,
        lead: [evil],
        problem: evil,
        notice: evil,
        facts: [{ label: evil, value: evil }],
        form: { action: '/_gate/x', submit: evil, hidden: { [evil]: evil }, fields: [field] },
        ways: [
          { label: evil, href: '/x', post: { a: evil } },
          { label: evil, href: evil },
        ],
      },
      { ...frame, siteName: evil },
    );
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/="[^"]*"><script/);
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('R14: a page with everything it needs stays under 20 kB', async () => {
    const fields = Array.from({ length: 14 }, (_, index) => ({
      name: `field${index}`,
      label: 'Een label van gewone lengte',
      type: 'text' as const,
      value: 'Een waarde van gewone lengte',
      autocomplete: 'off',
      required: true,
      error: 'Vul dit in.',
    }));
    const html = await renderPage(
      { title: 'Account aanvragen', form: { action: '/', submit: 'Aanvragen', hidden: {}, fields } },
      frame,
    );
    expect(html.length + stylesheet.body.length + script.body.length).toBeLessThan(20_000);
    expect(gzipSync(html).length).toBeLessThan(3_000);
  });
});
