import type { VisitorLanguage } from '../../../core/language.ts';

/** Days are written in English as in Europe, day first. */
const locales = { nl: 'nl', en: 'en-GB', de: 'de', no: 'nb' } as const;
const minuteInMs = 60_000;
const dayInMs = 86_400_000;
const units = [
  ['day', dayInMs],
  ['hour', 3_600_000],
  ['minute', minuteInMs],
] as const;

/**
 * When something was, as people say it: "2 hours ago", "yesterday"; after a month the day. Times of the day are never
 * told, as nobody knows in which time zone the reader is.
 */
export function agoInWords(language: VisitorLanguage, at: Date, now: Date): string {
  const passed = Math.max(0, now.getTime() - at.getTime());
  if (passed > 30 * dayInMs) return dayInWords(language, at);
  const format = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  const [unit, length] = units.find(([, ms]) => passed >= ms) ?? ['second', Number.POSITIVE_INFINITY];
  return format.format(-Math.floor(passed / length), unit);
}

/** A day as people write it, such as "12 March 2026". */
export function dayInWords(language: VisitorLanguage, at: Date): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
