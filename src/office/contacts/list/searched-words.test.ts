import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchedText } from './searched-words.ts';

const phones = (typed: string) => [...(searchedText(typed)?.words.flat() ?? []), searchedText(typed)?.phone];

describe('R1: what is typed into the search field', () => {
  it('R1: finds a phone number however it is written', () => {
    const written = [
      '+31 76 2373299',
      '0031762373299',
      '076-2373299',
      '(076) 237 32 99',
      '0762373299',
      '+31 (0)76 237 3299',
    ];
    for (const typed of written) expect(phones(typed), typed).toContain('%762373299%');
  });

  it('R1: keeps a customer number as it is', () => {
    expect(searchedText('10003')?.words).toEqual([['%10003%']]);
  });

  it('R1: looks for short words at the beginning of words, for others anywhere', () => {
    expect(searchedText(' de  Haan ')?.words).toEqual([['% de%'], ['%Haan%']]);
  });

  it('R1: takes the wildcards of LIKE literally', () => {
    expect(searchedText('50%_\\')?.words).toEqual([['%50\\%\\_\\\\%']]);
  });

  it('R1: finds nothing to look for in punctuation', () => {
    expect(searchedText(' %%  -- ')).toBeNull();
  });

  it('R1: never leaves a wildcard of the person in a pattern', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        for (const pattern of searchedText(typed)?.words.flat() ?? []) {
          const inner = pattern.replace(/^%/, '').replace(/%$/, '');
          expect(inner.replace(/\\[\\%_]/g, '')).not.toMatch(/[\\%_]/);
        }
      }),
    );
  });
});
