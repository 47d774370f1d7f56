import type { CatalogueEntry } from '../error-catalogue.ts';

/** Mail texts and sending. */
export const mailErrors = {
  mail_text_invalid: {
    status: 422,
    en: 'Line {line}: {reason}. Correct it, or go back to the standard text.',
    nl: 'Regel {line}: {reason}. Verbeter het, of ga terug naar de standaardtekst.',
  },
  mail_already_sent: {
    status: 409,
    en: 'This mail was sent already. There is nothing to send again.',
    nl: 'Deze e-mail is al verstuurd. Er valt niets opnieuw te versturen.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
