import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';
import { script, stylesheet } from './assets.ts';
import type { Field, Frame, Page } from './page-model.ts';
import { pageTexts } from './texts/page-text.ts';

const engine = new Liquid({
  root: fileURLToPath(new URL('./templates', import.meta.url)),
  extname: '.liquid',
  cache: true,
  outputEscape: 'escape',
  ownPropertyOnly: true,
  strictFilters: true,
});

/** The HTML of a visitor page. Everything in it is escaped. */
export async function renderPage(page: Page, frame: Frame): Promise<string> {
  const mistakes = fieldsOf(page).filter((field) => field.error !== undefined);
  const html: unknown = await engine.renderFile('page', {
    page,
    frame,
    mistakes,
    summary: page.problem !== undefined || mistakes.length > 0,
    initial: initialOf(frame.siteName),
    t: pageTexts[frame.language],
    assets: { css: stylesheet.url, js: script.url },
  });
  return String(html);
}

/** The fields of all forms of a page, in the order in which they stand there. */
function fieldsOf(page: Page): Field[] {
  const forms = [page.form, ...(page.sections ?? []).map((section) => section.form)];
  return forms.flatMap((form) => [
    ...(form?.fields ?? []),
    ...(form?.more?.fields ?? []),
    ...(form?.last ?? []),
  ]);
}

/** What stands for a website without a logo: its name's first letter or figure, as a reader sees it. */
function initialOf(siteName: string): string {
  const [first = ''] = /[\p{L}\p{N}]\p{M}*/u.exec(siteName) ?? [];
  return first.toLocaleUpperCase();
}
