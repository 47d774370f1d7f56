import { commonPasswordWords } from './common-passwords.ts';
import type { VisitorTranslated } from './language.ts';

/** Why a password is refused. */
export type PasswordProblem = 'too_short' | 'too_long' | 'common' | 'context' | 'repeated';

/** Characters below which no setting may go, what is asked by default, and the most that are taken. */
export const leastPasswordLength = 8;
export const defaultPasswordLength = 10;
export const longestPassword = 256;

/** Characters of one's own that must remain where the rest is known words. */
const ownCharacters = 4;
/** Characters, of which most differ, from which on a password is called strong. */
const strongLength = 15;

/** What is wrong, in words that complete a sentence ("This password is too easy to guess: …"). */
export const passwordProblems: Readonly<Record<PasswordProblem, VisitorTranslated>> = {
  too_short: {
    en: 'use at least {length} characters; a few words in a row is fine',
    nl: 'gebruik ten minste {length} tekens; een paar woorden achter elkaar mag',
    de: 'nehmen Sie mindestens {length} Zeichen; ein paar Wörter hintereinander gehen gut',
    no: 'bruk minst {length} tegn; noen ord etter hverandre går fint',
  },
  too_long: {
    en: 'use at most 256 characters',
    nl: 'gebruik hoogstens 256 tekens',
    de: 'nehmen Sie höchstens 256 Zeichen',
    no: 'bruk høyst 256 tegn',
  },
  common: {
    en: 'it is made of words that are tried first; add words of your own',
    nl: 'het bestaat uit woorden die het eerst worden geprobeerd; voeg eigen woorden toe',
    de: 'es besteht aus Wörtern, die zuerst probiert werden; fügen Sie eigene Wörter hinzu',
    no: 'det består av ord som prøves først; legg til egne ord',
  },
  context: {
    en: 'it is made of your name, your address or the name of the website; add words of your own',
    nl: 'het bestaat uit uw naam, uw adres of de naam van de website; voeg eigen woorden toe',
    de: 'es besteht aus Ihrem Namen, Ihrer Adresse oder dem Namen der Website; fügen Sie eigene Wörter hinzu',
    no: 'det består av navnet ditt, adressen din eller navnet på nettstedet; legg til egne ord',
  },
  repeated: {
    en: 'it repeats the same few characters or counts up; add words of your own',
    nl: 'het herhaalt dezelfde paar tekens of telt op; voeg eigen woorden toe',
    de: 'es wiederholt dieselben paar Zeichen oder zählt hoch; fügen Sie eigene Wörter hinzu',
    no: 'det gjentar de samme få tegnene eller teller oppover; legg til egne ord',
  },
};

/**
 * Looks for a reason to refuse a password (GATE.md, NIST SP 800-63B §3.1.1): its length, and whether little is
 * left when common words, the words of its context (site, company, own name, e-mail) and runs of characters are
 * taken out. Any Unicode is welcome and no kind of character is asked for.
 * @param minLength in characters (code points); never taken below 8.
 */
export function checkPassword(
  password: string,
  { minLength, contextWords }: { readonly minLength: number; readonly contextWords: readonly string[] },
): PasswordProblem | null {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < Math.max(leastPasswordLength, minLength)) return 'too_short';
  if (characters.length > longestPassword) return 'too_long';
  if (remaining(characters.join('').toLowerCase()) < ownCharacters) return 'repeated';
  const folded = fold(password);
  const lowered = password.normalize('NFC').toLowerCase();
  const context = wordsOf(contextWords);
  // Also as it is (the @ of an address is no letter) and without its signs.
  for (const reading of [folded, lowered, lowered.replace(/[^\p{L}\p{N}]/gu, '')]) {
    const rest = without(reading, context);
    if (rest !== reading && saysLittle(rest)) return 'context';
  }
  if (saysLittle(without(folded, commonPasswordWords))) return 'common';
  return null;
}

/**
 * How strong a password looks, 0 to 2, for the meter beside its field: 0 for just what `checkPassword` refuses, so that
 * nothing is called good that is not taken; 2 where much is left without the words that are tried first.
 */
export function passwordStrength(
  password: string,
  rules: { readonly minLength: number; readonly contextWords: readonly string[] },
): 0 | 1 | 2 {
  if (checkPassword(password, rules) !== null) return 0;
  const rest = without(fold(password), [...wordsOf(rules.contextWords), ...commonPasswordWords]);
  const own = [...rest.replace(/\s/gu, '')];
  return Math.min(own.length, new Set(own).size * 1.5) < strongLength ? 1 : 2;
}

/** Whether fewer than four letters of one's own are left; twice as many digits and signs do as well (years, `!!`). */
function saysLittle(rest: string): boolean {
  const letters = remaining(rest.replace(/[^\p{L}\s]/gu, ' '));
  const others = remaining(rest.replace(/\p{L}/gu, ' '));
  return letters + others / 2 < ownCharacters;
}

/** The context's words, also in parts: `De Haan Transport` gives `dehaantransport`, `haan`, `transport`. */
function wordsOf(context: readonly string[]): string[] {
  const separator = /[^\p{L}\p{N}]+/u; // split before folding, which would read the @ of an address as an a
  const words = context.flatMap((entry) => {
    const parts = entry.normalize('NFC').split(separator);
    return [parts.join(''), ...parts].map(fold);
  });
  return [...new Set(words)].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
}

function without(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, ' ');
  return rest;
}

/** How many characters say something: repeated ones and steps of one (`aaaa`, `1234`, `dcba`) say nothing more. */
function remaining(text: string): number {
  const codes = [...text.replace(/\s/gu, '')].map((character) => character.codePointAt(0) ?? 0);
  let count = 0;
  let lastStep = Number.NaN;
  for (const [index, code] of codes.entries()) {
    const step = index === 0 ? Number.NaN : code - (codes[index - 1] ?? 0);
    const predictable = Math.abs(step) <= 1 && (index === 1 || step === lastStep || Math.abs(lastStep) > 1);
    if (!predictable) count += 1;
    lastStep = step;
  }
  return Math.min(count, new Set(codes).size);
}

const lookAlikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** Lower case, without accents; look-alike digits between letters are read as letters (`w4chtw00rd`). */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/(?<=\p{L})[@4310$57!]+(?=\p{L})|^[@4310$57!](?=\p{L})/gu, (signs) =>
    [...signs].map((sign) => lookAlikes[sign] ?? sign).join(''),
  );
}
