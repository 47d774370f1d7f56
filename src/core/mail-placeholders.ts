import type { Language, Translated } from './language.ts';
import type { MailEvent } from './website.ts';

/** The values that a mail's text can hold. */
export type MailValue = 'name' | 'email' | 'website' | 'company' | 'reason' | 'link' | 'firstTime';

/** A word between double braces in a mail text, `{{ naam }}`, in each language; either may stand in any text. */
export interface MailPlaceholder {
  readonly value: MailValue;
  readonly names: Translated;
  readonly description: Translated;
  readonly example: Translated;
  /** Events whose text may use it; null: all. */
  readonly events: readonly MailEvent[] | null;
  /** True where it is only asked for (`{% if … %}`), having no text of its own. */
  readonly condition: boolean;
}

const statusEvents: readonly MailEvent[] = ['pending', 'approved', 'declined', 'blocked', 'ended'];

/** Every placeholder of the mail texts (R8, case 27). */
export const mailPlaceholders: readonly MailPlaceholder[] = [
  {
    value: 'name',
    names: { nl: 'naam', en: 'name' },
    description: { nl: 'Naam van de ontvanger', en: 'Name of the person who receives the mail' },
    example: { nl: 'Anna de Vries', en: 'Anna de Vries' },
    events: null,
    condition: false,
  },
  {
    value: 'email',
    names: { nl: 'emailadres', en: 'email' },
    description: { nl: 'E-mailadres waarmee men inlogt', en: 'E-mail address to sign in with' },
    example: { nl: 'anna@voorbeeld.nl', en: 'anna@example.com' },
    events: null,
    condition: false,
  },
  {
    value: 'website',
    names: { nl: 'website', en: 'website' },
    description: { nl: 'Naam van de website', en: 'Name of the website' },
    example: { nl: 'Partnerportaal', en: 'Partner portal' },
    events: null,
    condition: false,
  },
  {
    value: 'company',
    names: { nl: 'bedrijf', en: 'company' },
    description: { nl: 'Naam van uw bedrijf', en: 'Name of your company' },
    example: { nl: 'Groothandel Jansen', en: 'Jansen Wholesale' },
    events: null,
    condition: false,
  },
  {
    value: 'reason',
    names: { nl: 'reden', en: 'reason' },
    description: {
      nl: 'De reden die u bij het account invulde; leeg als er geen is',
      en: 'The reason that you filled in at the account; empty where there is none',
    },
    example: { nl: 'Uw bedrijf is nog geen klant.', en: 'Your company is not a customer yet.' },
    events: statusEvents,
    condition: false,
  },
  {
    value: 'link',
    names: { nl: 'link', en: 'link' },
    description: { nl: 'De knop naar de website', en: 'The button that leads to the website' },
    example: {
      nl: 'https://partners.voorbeeld.nl/_gate/sign-in',
      en: 'https://partners.example.com/_gate/sign-in',
    },
    events: null,
    condition: false,
  },
  {
    value: 'firstTime',
    names: { nl: 'eerste_keer', en: 'first_time' },
    description: {
      nl: 'Voorwaarde: de ontvanger heeft nog geen wachtwoord en kiest het via de knop',
      en: 'Condition: the person has no password yet and chooses it by the button',
    },
    example: { nl: '', en: '' },
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
  textLanguage: Language,
  readerLanguage: Language = textLanguage,
): { name: string; description: string; example: string }[] {
  return placeholdersOf(event).map((placeholder) => ({
    name: placeholder.names[textLanguage],
    description: placeholder.description[readerLanguage],
    example: placeholder.example[textLanguage],
  }));
}

/** Values in both languages' names, as a template is given them. */
export function namedValues(
  values: Readonly<Record<MailValue, string | boolean>>,
): Record<string, string | boolean> {
  return Object.fromEntries(
    mailPlaceholders.flatMap(({ value, names }) =>
      Object.values(names).map((name) => [name, values[value]] as const),
    ),
  );
}
