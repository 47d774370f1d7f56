import { likeness } from './edit-distance.ts';
import { foldText, squashText } from './fold-text.ts';
import { NAME_PARTICLES, TITLES } from './legal-forms.ts';

/** A person's name, taken apart for comparing. */
export interface PersonName {
  /** First name or initial. */
  readonly first: string;
  /** Surname without its particles: `linden`. */
  readonly last: string;
  /** Surname with its particles and without spaces: `vanderlinden`. */
  readonly fullLast: string;
}

function personWords(name: string): string[] {
  return foldText(name)
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}?.-]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
}

function surname(words: readonly string[]): { last: string; fullLast: string } {
  const core = words.filter((word) => !NAME_PARTICLES.has(word));
  return {
    last: squashText((core.length > 0 ? core : words).join('')),
    fullLast: squashText(words.join('')),
  };
}

/** Takes the two fields of a form apart; a surname field that holds everything is understood too. */
export function parsePerson(firstName: string, lastName: string): PersonName | null {
  const first = personWords(firstName);
  const last = personWords(lastName);
  if (first.length === 0 || last.length === 0) return parseFullName(`${firstName} ${lastName}`);
  return { first: firstPart(first), ...surname(last) };
}

/** Takes `Willem van Beek`, `W.F. van Beek`, `Dhr. W. van Beek` or `Beek, Willem van` apart; `null` if no full name. */
export function parseFullName(name: string): PersonName | null {
  const comma = name.indexOf(',');
  if (comma !== -1) {
    const before = personWords(name.slice(0, comma));
    const after = personWords(name.slice(comma + 1));
    const given = after.filter((word) => !NAME_PARTICLES.has(word));
    if (before.length === 0 || given.length === 0) return null;
    const particles = after.filter((word) => NAME_PARTICLES.has(word));
    return { first: firstPart(given), ...surname([...particles, ...before]) };
  }
  const words = personWords(name);
  if (words.length < 2) return null;
  const particle = words.findIndex((word, index) => index > 0 && NAME_PARTICLES.has(word));
  const lastStart = particle === -1 || particle === words.length - 1 ? lastWordsStart(words) : particle;
  const parts = surname(words.slice(lastStart));
  if (parts.last === '') return null;
  return { first: firstPart(words.slice(0, lastStart)), ...parts };
}

/** Where the surname begins when no particle marks it: after the first name and the initials behind it. */
function lastWordsStart(words: readonly string[]): number {
  let start = 1;
  while (start < words.length - 1 && /^(?:\p{L}\.?)+$/u.test(words[start] ?? '') && isInitials(words[start]))
    start++;
  return start;
}

function isInitials(word: string | undefined): boolean {
  return word !== undefined && (word.includes('.') || squashText(word).length === 1);
}

function firstPart(words: readonly string[]): string {
  const word = words[0] ?? '';
  return isInitials(word) ? squashText(word).charAt(0) : squashText(word);
}

/** How two names agree: the same person's name, only the first name's initial, but for typing errors, or not. */
export type PersonAgreement = 'same' | 'initial' | 'typo' | 'different';

/** Compares two persons' names; also with first name and surname in each other's place. */
export function comparePersons(a: PersonName, b: PersonName): PersonAgreement {
  const straight = compareParts(a, b);
  if (straight !== 'different') return straight;
  const swapped = { first: a.fullLast, last: a.first, fullLast: a.first };
  return compareParts(swapped, b) === 'same' ? 'same' : 'different';
}

function compareParts(a: PersonName, b: PersonName): PersonAgreement {
  const last = compareSurnames(a, b);
  if (last === 'different') return 'different';
  const first = compareFirstNames(a.first, b.first);
  if (first === 'different') return 'different';
  if (last === 'same' && first === 'same') return 'same';
  if (last === 'same' && first === 'initial') return 'initial';
  return last === 'same' || first === 'same' ? 'typo' : 'different';
}

function compareSurnames(a: PersonName, b: PersonName): 'same' | 'typo' | 'different' {
  const bare = a.fullLast === a.last || b.fullLast === b.last;
  if (bare && likeness(a.last, b.last) === 'same') return 'same';
  return likeness(a.fullLast, b.fullLast);
}

function compareFirstNames(a: string, b: string): 'same' | 'initial' | 'typo' | 'different' {
  if (a === '' || b === '') return 'different';
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0) ? 'initial' : 'different';
  return likeness(a, b);
}
