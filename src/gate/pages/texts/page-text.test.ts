import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { nl } from './nl.ts';

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

describe('texts of the visitor pages', () => {
  it.each(Object.entries(nl))('R18: %s names the same things in both languages', (key, text) => {
    const english = en[key as keyof typeof nl]; // a key of that very object
    expect(english).not.toBe('');
    expect(placeholders(english)).toEqual(placeholders(text));
  });
});
