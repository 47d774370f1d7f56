import {
  isLanguage,
  type Language,
  type Translated,
  type VisitorLanguage,
  type VisitorTranslated,
} from './language.ts';
import type { MailEvent } from './website.ts';

/** The values that a mail's text can hold. */
export type MailValue = 'name' | 'email' | 'website' | 'company' | 'reason' | 'detail' | 'link' | 'firstTime';

/** A word between double braces in a mail text, `{{ naam }}`, in each language; all may stand in any text. */
export interface MailPlaceholder {
  readonly value: MailValue;
  readonly names: VisitorTranslated;
  readonly description: Translated;
  readonly example: VisitorTranslated;
  /** Events whose text may use it; null: all. */
  readonly events: readonly MailEvent[] | null;
  /** True where it is only asked for (`{% if … %}`), having no text of its own. */
  readonly condition: boolean;
}

const reasonedEvents: readonly MailEvent[] = [
  'pending',
  'approved',
  'declined',
  'blocked',
  'ended',
  'deletion_refused',
];

/** Every placeholder of the mail texts (R8, case 27). */
export const mailPlaceholders: readonly MailPlaceholder[] = [
  {
    value: 'name',
    names: { nl: 'naam', en: 'name', de: 'name', no: 'navn' },
    description: { nl: 'Naam van de ontvanger', en: 'Name of the person who receives the mail' },
    example: { nl: 'Anna de Vries', en: 'Anna de Vries', de: 'Anna Schmidt', no: 'Anna Hansen' },
    events: null,
    condition: false,
  },
  {
    value: 'email',
    names: { nl: 'emailadres', en: 'email', de: 'email', no: 'epost' },
    description: { nl: 'E-mailadres waarmee men inlogt', en: 'E-mail address to sign in with' },
    example: {
      nl: 'anna@voorbeeld.nl',
      en: 'anna@example.com',
      de: 'anna@example.de',
      no: 'anna@example.no',
    },
    events: null,
    condition: false,
  },
  {
    value: 'website',
    names: { nl: 'website', en: 'website', de: 'website', no: 'nettsted' },
    description: { nl: 'Naam van de website', en: 'Name of the website' },
    example: { nl: 'Partnerportaal', en: 'Partner portal', de: 'Partnerportal', no: 'Partnerportal' },
    events: null,
    condition: false,
  },
  {
    value: 'company',
    names: { nl: 'bedrijf', en: 'company', de: 'firma', no: 'bedrift' },
    description: { nl: 'Naam van uw bedrijf', en: 'Name of your company' },
    example: {
      nl: 'Groothandel Jansen',
      en: 'Jansen Wholesale',
      de: 'Großhandel Jansen',
      no: 'Jansen Engros',
    },
    events: null,
    condition: false,
  },
  {
    value: 'reason',
    names: { nl: 'reden', en: 'reason', de: 'grund', no: 'begrunnelse' },
    description: {
      nl: 'De reden die u invulde; leeg als er geen is',
      en: 'The reason that you filled in; empty where there is none',
    },
    example: {
      nl: 'Uw bedrijf is nog geen klant.',
      en: 'Your company is not a customer yet.',
      de: 'Ihre Firma ist noch kein Kunde.',
      no: 'Firmaet ditt er ikke kunde ennå.',
    },
    events: reasonedEvents,
    condition: false,
  },
  {
    value: 'detail',
    names: { nl: 'wat', en: 'what', de: 'was', no: 'hva' },
    description: { nl: 'Wat er is veranderd aan het inloggen', en: 'What was changed about signing in' },
    example: {
      nl: 'Er is een toegangssleutel toegevoegd: Telefoon.',
      en: 'A passkey was added: Phone.',
      de: 'Ein Passkey wurde hinzugefügt: Telefon.',
      no: 'En passnøkkel ble lagt til: Telefon.',
    },
    events: ['sign_in_changed'],
    condition: false,
  },
  {
    value: 'link',
    names: { nl: 'link', en: 'link', de: 'link', no: 'lenke' },
    description: { nl: 'De knop naar de website', en: 'The button that leads to the website' },
    example: {
      nl: 'https://partners.voorbeeld.nl/_gate/sign-in',
      en: 'https://partners.example.com/_gate/sign-in',
      de: 'https://partner.example.de/_gate/sign-in',
      no: 'https://partner.example.no/_gate/sign-in',
    },
    events: null,
    condition: false,
  },
  {
    value: 'firstTime',
    names: { nl: 'eerste_keer', en: 'first_time', de: 'erstes_mal', no: 'forste_gang' },
    description: {
      nl: 'Voorwaarde: de ontvanger heeft nog geen wachtwoord en kiest het via de knop',
      en: 'Condition: the person has no password yet and chooses it by the button',
    },
    example: { nl: '', en: '', de: '', no: '' },
    events: ['approved', 'email_changed_new'],
    condition: true,
  },
];

/** The placeholders that a text of this event may hold. */
export function placeholdersOf(event: MailEvent): readonly MailPlaceholder[] {
  return mailPlaceholders.filter(
    (placeholder) => placeholder.events === null || placeholder.events.includes(event),
  );
}

/** Placeholders to offer to staff who write a text of this event, by name in the text's language. */
export function offeredPlaceholders(
  event: MailEvent,
  textLanguage: VisitorLanguage,
  readerLanguage: Language = isLanguage(textLanguage) ? textLanguage : 'en',
): { name: string; description: string; example: string }[] {
  return placeholdersOf(event).map((placeholder) => ({
    name: placeholder.names[textLanguage],
    description: placeholder.description[readerLanguage],
    example: placeholder.example[textLanguage],
  }));
}

/** Values in all languages' names, as a template is given them. */
export function namedValues(
  values: Readonly<Record<MailValue, string | boolean>>,
): Record<string, string | boolean> {
  return Object.fromEntries(
    mailPlaceholders.flatMap(({ value, names }) =>
      Object.values(names).map((name) => [name, values[value]] as const),
    ),
  );
}
