/** The languages that staff are spoken to. Dutch is where the product comes from. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** The languages that visitors are spoken to, on pages and in mails. */
export const visitorLanguages = ['nl', 'en', 'de', 'no'] as const;
export type VisitorLanguage = (typeof visitorLanguages)[number];

/** A text in each language of staff. */
export type Translated = Readonly<Record<Language, string>>;
/** A text in each language of visitors. */
export type VisitorTranslated = Readonly<Record<VisitorLanguage, string>>;

/** Whether a value is one of our languages. */
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** Whether a value is a language of visitors. */
export function isVisitorLanguage(value: unknown): value is VisitorLanguage {
  return visitorLanguages.includes(value as VisitorLanguage);
}

/**
 * The language for one of the staff: the first wish that we speak, then the browser's `Accept-Language` (RFC 9110
 * §12.5.4, by quality), then the fallback. Region parts are ignored (`nl-BE` is Dutch).
 */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  return firstSpoken(wishes, acceptLanguage, isLanguage) ?? fallback;
}

/** The language for a visitor, by the same rules. Both written forms of Norwegian (`nb`, `nn`) are Norwegian. */
export function chooseVisitorLanguage(
  wishes: readonly (string | null | undefined)[],
  acceptLanguage: string | undefined,
  fallback: VisitorLanguage,
): VisitorLanguage {
  return firstSpoken(wishes, acceptLanguage, isVisitorLanguage) ?? fallback;
}

function firstSpoken<T extends string>(
  wishes: readonly (string | null | undefined)[],
  acceptLanguage: string | undefined,
  isSpoken: (value: unknown) => value is T,
): T | undefined {
  const fromBrowser = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';');
      const quality = options
        .map((option) => /^\s*q=([\d.]+)\s*$/.exec(option)?.[1])
        .find((q) => q !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map((entry) => entry.tag);
  for (const wish of [...wishes, ...fromBrowser]) {
    const primary = wish?.toLowerCase().split(/[-_]/)[0];
    const spoken = primary === 'nb' || primary === 'nn' ? 'no' : primary;
    if (isSpoken(spoken)) return spoken;
  }
  return undefined;
}

/** Replaces each `{name}` of a text by its parameter; one without a parameter stays as it is. */
export function fillIn(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
