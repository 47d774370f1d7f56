import { expect, it } from 'vitest';
import { acceptedForms } from './accepted-encodings.ts';

it.each([
  [undefined, []],
  ['', []],
  ['identity', []],
  ['gzip', ['gzip']],
  ['gzip, br', ['br', 'gzip']],
  ['GZIP;Q=0.8 , BR ; q=1', ['br', 'gzip']],
  ['br;q=0, *', ['gzip']],
  ['*;q=0, gzip', ['gzip']],
  ['gzip;q=0', []],
  ['gzip;q=nonsense', []],
  ['deflate, zstd', []],
])('RFC 9110 §12.5.3: “%s” takes %o', (header, expected) => {
  expect(acceptedForms(header).map(({ encoding }) => encoding)).toEqual(expected);
});
