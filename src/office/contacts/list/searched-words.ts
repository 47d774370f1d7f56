import { nationalNumber } from '../../../core/matching/phone-number.ts';

/** What somebody typed into the search field, taken apart. */
export interface SearchedText {
  /** All of it, trimmed and with single spaces. */
  readonly whole: string;
  /** Each must be found; each in one of its spellings, as patterns for LIKE. */
  readonly words: readonly (readonly string[])[];
  /** Another reading: all of it is one phone number, written with spaces. */
  readonly phone: string | null;
  /** The words long enough to be found although mistyped. */
  readonly guessable: readonly string[];
}

const PHONE = /^\+?[\d\s().\-/]+$/;
/** With fewer digits it is rather a house number or the beginning of a customer number. */
const PHONE_DIGITS = 6;
/** Shorter words give trigrams only at the beginning of a word, so that is where they are looked for. */
const SHORTEST_INSIDE = 3;
const SHORTEST_GUESS = 4;
/** More words than these narrow nothing down any more. */
const MOST_WORDS = 8;

/** Takes a search apart; `null` where there is nothing to look for. */
export function searchedText(typed: string): SearchedText | null {
  const whole = typed.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (!/[\p{L}\p{N}]/u.test(whole)) return null;
  const words = whole
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS);
  return {
    whole,
    words: words.map(spellings),
    phone: words.length > 1 ? phonePattern(whole) : null,
    guessable: words.filter((word) => word.length >= SHORTEST_GUESS && !/\d/.test(word)),
  };
}

function spellings(word: string): string[] {
  const pattern = word.length < SHORTEST_INSIDE ? `% ${escapeLike(word)}%` : `%${escapeLike(word)}%`;
  const phone = phonePattern(word);
  return phone === null ? [pattern] : [pattern, phone];
}

/** The digits that stand in any spelling of this phone number, or of its beginning (`+31 76 237`, `076-237`). */
function phonePattern(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  if (!PHONE.test(text) || digits.length < PHONE_DIGITS) return null;
  const significant = nationalNumber(text) ?? digits.replace(/^00/, '').replace(/^0+/, '');
  return significant.length < PHONE_DIGITS - 1 ? null : `%${significant}%`;
}

/** Text that LIKE takes literally. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
