/** Letters that Unicode does not take apart into a base letter and an accent. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ĳ: 'ij',
};

/** What Windows-1252 shows for the bytes 80–9F, in order; `\0` where it has no character. */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

function windowsByte(character: string): number {
  const code = character.charCodeAt(0);
  if (code < 0x100) return code;
  const index = WINDOWS_1252.indexOf(character);
  return index === -1 ? -1 : 0x80 + index;
}

/** Puts right text that was UTF-8 and was read as Windows-1252 (`MÃ¼ller` → `Müller`). */
function repairEncoding(text: string): string {
  return text.replace(/[\u00c2-\u00cf][\u0080-\u00bf\u0152-\u2122]/g, (pair) => {
    const first = windowsByte(pair.charAt(0));
    const second = windowsByte(pair.charAt(1));
    if (second < 0x80 || second > 0xbf) return pair;
    const letter = String.fromCharCode(((first & 0x1f) << 6) | (second & 0x3f));
    return /\p{L}/u.test(letter) ? letter : pair;
  });
}

/**
 * Text as matching compares it: lower case, without accents, with `?` for each letter that an old character
 * set lost (`Y?lmaz`).
 */
export function foldText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return repairEncoding(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđðħıæœßþĳ]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(/\ufffd/g, '?')
    .normalize('NFC');
}

/** Only letters, digits and lost letters of folded text, so that spaces and punctuation don't matter. */
export function squashText(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}?]/gu, '');
}

/**
 * The first letter and the consonants after it, doubles once: the same for most typing errors in vowels and
 * for lost accented vowels. Words of up to four letters stay whole, they would become too alike.
 */
export function consonantSkeleton(squashed: string): string {
  if (squashed.length <= 4) return squashed;
  return (
    squashed.charAt(0) +
    squashed
      .slice(1)
      .replace(/[aeiouy?]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}
