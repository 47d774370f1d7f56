import { fillIn, type Language } from '../../../core/language.ts';
import { en } from './en.ts';
import { nl, type TextKey } from './nl.ts';

export type { TextKey } from './nl.ts';

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { nl, en };

/** A text of the visitor pages; each `{name}` is replaced by its parameter. */
export function pageText(
  language: Language,
  key: TextKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fillIn(texts[language][key], params);
}
