/** Languages of Europe and of those who trade with it, by their codes (ISO 639-1). */
const codes =
  'nl en de fr es it pt pl da sv no nb nn fi cs sk sl hr sr hu ro bg el tr et lv lt ga is lb ru uk ar he zh ja ko'.split(
    ' ',
  );

let byName: Map<string, string> | undefined;

/** Names of the languages in Dutch, English, German and in themselves, from the runtime's own Unicode data. */
function names(): Map<string, string> {
  byName ??= new Map(
    codes.flatMap((code) =>
      ['nl', 'en', 'de', code].map((language) => {
        const name = new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
        return [name.toLowerCase(), code] as const;
      }),
    ),
  );
  return byName;
}

/** The code of a language: a code as it is (`nl`, `nl-BE`), or that of its name; null for what is neither. */
export function languageCode(value: string): string | null {
  const word = value.trim().toLowerCase();
  if (/^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/.test(word) && !names().has(word)) {
    const [primary = '', region] = word.split(/[-_]/);
    return region === undefined ? primary : `${primary}-${region.toUpperCase()}`;
  }
  return names().get(word) ?? null;
}
