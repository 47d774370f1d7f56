import { expect, it } from 'vitest';
import { readPageTemplate } from '../../src/gate/proxy/page-template.ts';

it.each([
  ['white space without end', `<!--#gatehouse${' '.repeat(200_000)}`],
  ['beginnings without end', '<!--#gatehouse '.repeat(30_000)],
  ['beginnings with white space', `<!--#gatehouse${' '.repeat(500)}x`.repeat(400)],
  ['beginnings that end at last', `${'<!--#gatehouse '.repeat(30_000)}>`],
  ['comments with white space', `<!--${' '.repeat(500)}`.repeat(1000)],
  ['mistyped conditions', '<!-- #gatehouse if x ->'.repeat(5_000)],
])('a page of %s is read in an instant, so that nobody else waits', (_what, html) => {
  const start = performance.now();
  readPageTemplate(html);
  expect(performance.now() - start).toBeLessThan(1000);
});
