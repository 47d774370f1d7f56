import type { VisitorTranslated } from '../../core/language.ts';

/** The languages of visitors, each in its own words. */
export const languageNames: VisitorTranslated = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
  no: 'Norsk',
};
