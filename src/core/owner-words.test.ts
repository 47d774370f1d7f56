import { describe, expect, it } from 'vitest';
import { ownerLanguage, ownerWords } from './owner-words.ts';

const nothing = { nl: '', en: '', de: '', no: '' };

describe('what the owner of a website wrote', () => {
  it.each([
    ['de', 'nl', { nl: 'Klantnummer', de: 'Kundennummer' }, 'Kundennummer'],
    ['de', 'no', { nl: 'Klantnummer', no: 'Kundenummer' }, 'Kundenummer'],
    ['de', 'fr', { en: 'Customer number', no: 'Kundenummer' }, 'Customer number'],
    ['en', 'nl', { en: '   ', no: ' Kundenummer ' }, 'Kundenummer'],
    ['en', 'nl', {}, ''],
  ] as const)('R14: for a visitor in %s on a website in %s', (language, ofWebsite, words, expected) => {
    expect(ownerWords({ ...nothing, ...words }, language, ofWebsite)).toBe(expected);
  });

  it('R18: are told in which language they are', () => {
    expect(ownerLanguage({ ...nothing, nl: 'Naam', no: 'Navn' }, 'de', 'no')).toBe('no');
    expect(ownerLanguage({ ...nothing, nl: 'Naam' }, 'de', 'no')).toBe('nl');
    expect(ownerLanguage(nothing, 'de', 'no')).toBe('de');
  });
});
