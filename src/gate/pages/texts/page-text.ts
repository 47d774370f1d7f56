import { fillIn, type VisitorLanguage, type VisitorTranslated } from '../../../core/language.ts';
import { applyingTexts } from './applying.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { myPageTexts } from './my-page.ts';
import { type TextKey as CommonKey, nl } from './nl.ts';
import { no } from './no.ts';
import { signingInTexts } from './signing-in.ts';
import { websiteTexts } from './website.ts';

/** Texts of one part of the pages, each in all languages side by side. */
const parts = { ...signingInTexts, ...applyingTexts, ...myPageTexts, ...websiteTexts };

export type TextKey = CommonKey | keyof typeof parts;

/** All texts of the visitor pages, by language. */
export const pageTexts: Readonly<Record<VisitorLanguage, Readonly<Record<TextKey, string>>>> = {
  nl: { ...nl, ...inLanguage('nl') },
  en: { ...en, ...inLanguage('en') },
  de: { ...de, ...inLanguage('de') },
  no: { ...no, ...inLanguage('no') },
};

/** A text of the visitor pages; each `{name}` is replaced by its parameter. */
export function pageText(
  language: VisitorLanguage,
  key: TextKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fillIn(pageTexts[language][key], params);
}

function inLanguage(language: VisitorLanguage): Record<keyof typeof parts, string> {
  const entries = Object.entries<VisitorTranslated>(parts).map(([key, text]) => [key, text[language]]);
  return Object.fromEntries(entries) as Record<keyof typeof parts, string>; // one entry for each key
}
