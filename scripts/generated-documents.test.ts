import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedDocuments, namedIn, provenBy, provingTests } from './generated-documents.ts';
import { cases, gateRules, invariants, rows } from './requirements.ts';

const root = join(import.meta.dirname, '..');

test('the generated documents are what the code says; run `npm run docs`', async () => {
  for (const [file, text] of await generatedDocuments(root)) {
    expect(readFileSync(join(root, file), 'utf8'), file).toBe(text);
  }
});

test('every row, invariant, rule of the gate and case is proven by a test that names it', () => {
  const proven = new Set(provingTests(root).flatMap((proving) => proving.proves));
  const names = [rows, invariants, gateRules, cases].flatMap((group) => Object.keys(group));
  expect(names.filter((name) => !proven.has(name))).toEqual([]);
});

test('a rule of the gate is proven among the security tests only', () => {
  const title = 'S3, P2–3, W17, I1: nobody gets in';
  expect(provenBy('test/security/sign-in-and-sessions/limits.test.ts', title).sort()).toEqual([
    'I1',
    'P2',
    'P3',
    'S3',
    'W17',
  ]);
  expect(provenBy('test/integration/gate/check.test.ts', title)).toEqual(['I1']);
});

test('a title names rows, invariants and cases, single and in ranges', () => {
  expect(namedIn('R7, I3: each change')).toEqual(['R7', 'I3']);
  expect(namedIn('cases 1–3 and case 24: mail')).toEqual(['case 1', 'case 2', 'case 3', 'case 24']);
  expect(namedIn('cases 38, 40: files')).toEqual(['case 38', 'case 40']);
  expect(namedIn('refuses a second decision')).toEqual([]);
});
