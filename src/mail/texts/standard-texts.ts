import type { Language } from '../../core/language.ts';
import type { MailEvent } from '../../core/website.ts';
import { englishTexts } from './en.ts';
import { dutchTexts } from './nl.ts';
import type { MailText, MailTexts } from './text.ts';

const texts: Readonly<Record<Language, MailTexts>> = { nl: dutchTexts, en: englishTexts };

/** The text that is sent where the owner has written none of their own (R8). */
export function standardText(event: MailEvent, language: Language): MailText {
  return texts[language][event];
}
