import { describe, expect, test } from 'vitest';
import { catalogue } from './error-catalogue.ts';
import { AppError } from './errors.ts';
import { chooseLanguage, chooseVisitorLanguage, fillIn, languages } from './language.ts';

describe('errors', () => {
  test('R18: every error says what happened in each language, with the same parameters', () => {
    for (const [code, entry] of Object.entries(catalogue)) {
      expect(code).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(entry.status, code).toBeGreaterThanOrEqual(400);
      const placeholders = languages.map((language) =>
        [...entry[language].matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort(),
      );
      expect(placeholders[0], code).toEqual(placeholders[1]);
      for (const language of languages) expect(entry[language].length, code).toBeGreaterThan(10);
    }
  });

  test('R18: an error carries its code, status and a message in the person’s language', () => {
    const error = new AppError('licence_expired', { date: '1-3-2026' });
    expect(error.code).toBe('licence_expired');
    expect(error.status).toBe(422);
    expect(error.in('nl')).toBe('Deze licentie is verlopen op 1-3-2026. Vraag een nieuwe aan.');
    expect(error.message).toBe('This licence ended on 1-3-2026. Ask for a new one.');
  });

  test('R18: a parameter never brings in another parameter', () => {
    expect(fillIn('{name} and {other}', { name: '{other}', other: 'x' })).toBe('{other} and x');
    expect(fillIn('{unknown}', {})).toBe('{unknown}');
  });
});

describe('language', () => {
  test('R18: the person goes before the browser, the browser before the fallback', () => {
    expect(chooseLanguage(['en'], 'nl', 'nl')).toBe('en');
    expect(chooseLanguage([null, 'xx'], 'fr-CH, fr;q=0.9, en;q=0.8, nl;q=0.7', 'nl')).toBe('en');
    expect(chooseLanguage([], 'en;q=0.3, nl-BE;q=0.9', 'en')).toBe('nl');
    expect(chooseLanguage([], 'en;q=0', 'nl')).toBe('nl');
    expect(chooseLanguage([undefined], undefined, 'nl')).toBe('nl');
    expect(chooseLanguage([], ';;;,,q=', 'nl')).toBe('nl');
  });

  test('R18: visitors are spoken to in German and Norwegian too, in either written form', () => {
    expect(chooseVisitorLanguage([null], 'de-AT, en;q=0.5', 'nl')).toBe('de');
    expect(chooseVisitorLanguage([], 'nb-NO', 'nl')).toBe('no');
    expect(chooseVisitorLanguage(['nn'], 'nl', 'nl')).toBe('no');
    expect(chooseVisitorLanguage(['fr'], 'sv', 'de')).toBe('de');
    expect(chooseLanguage([], 'de', 'en')).toBe('en');
  });
});
