import { describe, expect, it } from 'vitest';
import { agoInWords, dayInWords } from './time-words.ts';

const now = new Date('2026-03-12T10:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const minute = 60_000;
const day = 86_400_000;

describe('times in words', () => {
  it.each([
    ['nl', 0, 'nu'],
    ['nl', 5 * minute, '5 minuten geleden'],
    ['en', 59 * minute + 59_000, '59 minutes ago'],
    ['en', 119 * minute, '1 hour ago'],
    ['de', 25 * 60 * minute, 'gestern'],
    ['no', 3 * day, 'for 3 døgn siden'],
    ['nl', 31 * day, '9 februari 2026'],
    ['en', -5 * minute, 'now'],
  ] as const)('R18: in %s, %i ms ago is "%s"', (language, passed, words) => {
    expect(agoInWords(language, ago(passed), now)).toBe(words);
  });

  it('R18: days are written as each language writes them', () => {
    expect(dayInWords('nl', now)).toBe('12 maart 2026');
    expect(dayInWords('en', now)).toBe('12 March 2026');
    expect(dayInWords('de', now)).toBe('12. März 2026');
    expect(dayInWords('no', now)).toBe('12. mars 2026');
  });
});
