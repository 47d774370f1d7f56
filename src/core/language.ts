/** The languages that staff and visitors are spoken to. Dutch is where the product comes from. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in each language. */
export type Translated = Readonly<Record<Language, string>>;

/** Whether a value is one of our languages. */
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/**
 * The language for a person: the first wish that we speak, then the browser's `Accept-Language` (RFC 9110
 * §12.5.4, by quality), then the fallback. Region parts are ignored (`nl-BE` is Dutch).
 */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
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
    if (isLanguage(primary)) return primary;
  }
  return fallback;
}

/** Replaces each `{name}` of a text by its parameter; one without a parameter stays as it is. */
export function fillIn(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
