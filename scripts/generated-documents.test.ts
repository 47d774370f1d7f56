import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedDocuments, namedIn, provingTests } from './generated-documents.ts';
import { invariants, rows } from './requirements.ts';

const root = join(import.meta.dirname, '..');

test('the generated documents are what the code says; run `npm run docs`', async () => {
  for (const [file, text] of await generatedDocuments(root)) {
    expect(readFileSync(join(root, file), 'utf8'), file).toBe(text);
  }
});

test('every row and every invariant is proven by a test that names it', () => {
  const proven = new Set(provingTests(root).flatMap((proving) => proving.proves));
  const missing = [...Object.keys(rows), ...Object.keys(invariants)].filter((name) => !proven.has(name));
  expect(missing).toEqual([]);
});

test('a title names rows, invariants and cases, single and in ranges', () => {
  expect(namedIn('R7, I3: each change')).toEqual(['R7', 'I3']);
  expect(namedIn('cases 1–3 and case 24: mail')).toEqual(['case 1', 'case 2', 'case 3', 'case 24']);
  expect(namedIn('cases 38, 40: files')).toEqual(['case 38', 'case 40']);
  expect(namedIn('refuses a second decision')).toEqual([]);
});
