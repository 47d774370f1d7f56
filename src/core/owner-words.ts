import { type VisitorLanguage, type VisitorTranslated, visitorLanguages } from './language.ts';

/**
 * What the owner of a website wrote, for a visitor: in the visitor's language, else in the website's own, else in the
 * first in which there is something; empty where there is nothing at all.
 */
export function ownerWords(
  words: Partial<VisitorTranslated>,
  language: VisitorLanguage,
  ofWebsite: string,
): string {
  return (words[ownerLanguage(words, language, ofWebsite)] ?? '').trim();
}

/** The language that those words are in, so that they can be read out as such (WCAG 2.2, 3.1.2). */
export function ownerLanguage(
  words: Partial<VisitorTranslated>,
  language: VisitorLanguage,
  ofWebsite: string,
): VisitorLanguage {
  const own = visitorLanguages.filter((spoken) => spoken === ofWebsite);
  const wanted = [language, ...own, ...visitorLanguages];
  return wanted.find((spoken) => (words[spoken] ?? '').trim() !== '') ?? language;
}
