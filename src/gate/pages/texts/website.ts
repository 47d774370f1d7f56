import type { VisitorTranslated } from '../../../core/language.ts';

/** What the visitor pages say about the website's own look, and shopping without signing in. */
export const websiteTexts = {
  continueAsGuest: {
    nl: 'Doorgaan als gast',
    en: 'Continue as guest',
    de: 'Als Gast fortfahren',
    no: 'Fortsett som gjest',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
