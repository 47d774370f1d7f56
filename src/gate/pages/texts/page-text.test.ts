import { describe, expect, it } from 'vitest';
import { visitorLanguages } from '../../../core/language.ts';
import { pageTexts, type TextKey } from './page-text.ts';

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

describe('texts of the visitor pages', () => {
  it.each(Object.entries(pageTexts.nl))('R18: %s names the same things in each language', (key, text) => {
    for (const language of visitorLanguages) {
      const other = pageTexts[language][key as TextKey]; // a key of that very object
      expect(other, language).not.toBe('');
      expect(placeholders(other), language).toEqual(placeholders(text));
    }
  });
});
