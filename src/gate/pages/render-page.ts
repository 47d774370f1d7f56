import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';
import { languages } from '../../core/language.ts';
import { script, stylesheet } from './assets.ts';
import type { Frame, Page } from './page-model.ts';
import { en } from './texts/en.ts';
import { nl } from './texts/nl.ts';

const engine = new Liquid({
  root: fileURLToPath(new URL('./templates', import.meta.url)),
  extname: '.liquid',
  cache: true,
  outputEscape: 'escape',
  ownPropertyOnly: true,
  strictFilters: true,
});
const texts = { nl, en };

/** The HTML of a visitor page. Everything in it is escaped. */
export async function renderPage(page: Page, frame: Frame): Promise<string> {
  const fields = [...(page.form?.fields ?? []), ...(page.form?.more?.fields ?? [])];
  const mistakes = fields.filter((field) => field.error !== undefined);
  const html: unknown = await engine.renderFile('page', {
    page,
    frame,
    mistakes,
    summary: page.problem !== undefined || mistakes.length > 0,
    hidden: Object.entries(page.form?.hidden ?? {}),
    t: { ...texts[frame.language], switchCode: languages.find((language) => language !== frame.language) },
    assets: { css: stylesheet.url, js: script.url },
  });
  return String(html);
}
