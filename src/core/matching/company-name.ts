import { likeness } from './edit-distance.ts';
import { foldText, squashText } from './fold-text.ts';
import { JOINING_WORDS, LEGAL_FORMS, NAME_PARTICLES } from './legal-forms.ts';

/** A company name, taken apart for comparing. */
export interface CompanyName {
  /** All words but the legal form, without spaces. */
  readonly core: string;
  /** The words that tell something: no legal form, no joining word, no particle. */
  readonly words: readonly string[];
  /** First letters of all words but the legal form, for names known by their initials. */
  readonly initials: string;
  /** Whether it calls itself a holding: that may be the sister of the company without it. */
  readonly isHolding: boolean;
  /** Whether a legal form stood in it: then it is no private person. */
  readonly hasLegalForm: boolean;
}

/** Words after folding; `b.v.`, `b. v.`, `b/v` and `bv` become the one word `bv`. */
function nameWords(name: string): string[] {
  const words = foldText(name)
    .replace(/(?<![\p{L}\p{N}])\p{L}(?:[./]\p{L})+(?![\p{L}\p{N}])/gu, (letters) =>
      letters.replace(/[./]/g, ''),
    )
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}?]+/u)
    .filter((word) => word !== '' && word !== '?');
  return words.flatMap((word, index) => {
    if (isSpacedForm(words[index - 1], word)) return [];
    const next = words[index + 1];
    return next !== undefined && isSpacedForm(word, next) ? [word + next] : [word];
  });
}

/** A legal form of two letters with a space between them. */
function isSpacedForm(first: string | undefined, second: string): boolean {
  return first?.length === 1 && second.length === 1 && LEGAL_FORMS.has(first + second);
}

/** Takes a company name apart; a name of nothing but legal forms keeps them. */
export function parseCompanyName(name: string): CompanyName {
  const all = nameWords(name);
  let start = 0;
  let end = all.length;
  while (end > 0 && isLegal(all[end - 1])) end--;
  while (start < end && isLegal(all[start])) start++;
  const kept = end > start ? all.slice(start, end) : all;
  const joined = kept.filter((word) => !JOINING_WORDS.has(word));
  const words = joined.filter((word) => !NAME_PARTICLES.has(word));
  return {
    core: squashText(joined.join('')),
    words: [...new Set(words.length > 0 ? words : joined)],
    initials: joined.map((word) => word.charAt(0)).join(''),
    isHolding: all.includes('holding'),
    hasLegalForm: end - start < all.length,
  };
}

function isLegal(word: string | undefined): boolean {
  return word !== undefined && (LEGAL_FORMS.has(word) || JOINING_WORDS.has(word));
}

/** Which words of two names agree. */
export interface WordPairs {
  /** Words of the register's name found in the typed one. */
  readonly found: readonly string[];
  /** Words of the register's name that the typed one lacks, and the other way round. */
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Whether a typed word is at home in the register, so that it is no misspelling of the other word. */
export type IsKnownWord = (typed: string, registered: string) => boolean;

/**
 * Pairs the words of a typed name with those of a name in the register: the same, misspelled or abbreviated.
 * A typed word that is itself at home in the register is no misspelling of another: Bos is not Vos.
 */
export function pairWords(
  typed: readonly string[],
  registered: readonly string[],
  isKnown: IsKnownWord,
): WordPairs {
  const extra = new Set(typed);
  const unpaired = registered.filter((word) => !extra.delete(word));
  const missing = unpaired.filter((word) => {
    const other = [...extra].find((candidate) => isSameWord(candidate, word, isKnown));
    return other === undefined || !extra.delete(other);
  });
  return { found: registered.filter((word) => !missing.includes(word)), missing, extra: [...extra] };
}

/** The same word, a misspelling of it, or its beginning (an abbreviation of three letters or more). */
function isSameWord(typed: string, registered: string, isKnown: IsKnownWord): boolean {
  const alike = likeness(typed, registered);
  if (alike === 'same') return true;
  if (isKnown(typed, registered) || isOrdinal(typed) || isOrdinal(registered)) return false;
  return alike === 'typo' || (typed.length >= 3 && registered.startsWith(typed));
}

/** A number in a name (Bouw II, Studio 54) tells companies apart; it is no typing error. */
function isOrdinal(word: string): boolean {
  return /\d/.test(word) || /^[ivx]+$/.test(word);
}

/**
 * Whether two names are one but for typing errors: the words left over on both sides agree but for one, or for
 * a space too many or too few (`KosterMeubel`), or nothing is left over but a stray letter or a misspelt particle.
 */
export function isMisspelling(
  typed: CompanyName,
  registered: CompanyName,
  { missing, extra }: WordPairs,
  isKnown: IsKnownWord,
): boolean {
  if ([...missing, ...extra].some(isOrdinal)) return false;
  if (extra.some((word) => missing.some((other) => isKnown(word, other)))) return false;
  if (missing.length === 0 && extra.length === 0) return true;
  if (missing.length > 0 && extra.length > 0)
    return likeness(extra.join(''), missing.join('')) !== 'different';
  return likeness(typed.core, registered.core) !== 'different';
}

/** Whether two names are the same but for spaces, legal form and lost letters. */
export function isSameName(typed: CompanyName, registered: CompanyName): boolean {
  return likeness(typed.core, registered.core) === 'same';
}
