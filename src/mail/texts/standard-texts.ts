import type { VisitorLanguage } from '../../core/language.ts';
import type { MailEvent } from '../../core/website.ts';
import { germanTexts } from './de.ts';
import { englishTexts } from './en.ts';
import { dutchTexts } from './nl.ts';
import { norwegianTexts } from './no.ts';
import type { MailText, MailTexts } from './text.ts';

const texts: Readonly<Record<VisitorLanguage, MailTexts>> = {
  nl: dutchTexts,
  en: englishTexts,
  de: germanTexts,
  no: norwegianTexts,
};

/** The text that is sent where the owner has written none of their own (R8). */
export function standardText(event: MailEvent, language: VisitorLanguage): MailText {
  return texts[language][event];
}
