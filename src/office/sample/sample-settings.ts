import {
  type Answer,
  lookSettings,
  type SignUpForm,
  signInSettings,
  signUpForm,
} from '../../contract/website-settings.ts';
import type { WebsiteInput } from '../../contract/websites.ts';

type Settings = Pick<WebsiteInput, 'signIn' | 'look' | 'signUpForm'>;

const trades = {
  nl: ['Horeca', 'Winkel', 'Catering'],
  en: ['Hospitality', 'Shop', 'Catering'],
  de: ['Gastronomie', 'Laden', 'Catering'],
  no: ['Servering', 'Butikk', 'Catering'],
} as const;

/** How the sample's websites look, how one signs in there, and what they ask of who applies. */
export const sampleSettings: Readonly<Record<'partners' | 'shop', Settings>> = {
  partners: {
    signIn: signInSettings.parse({ keepSignedIn: true }),
    look: lookSettings.parse({
      accent: '#1f5d3f',
      accentDark: '#7cc79a',
      waitingText: {
        nl: 'We bekijken aanmeldingen op werkdagen, meestal binnen een dag.',
        en: 'We look at applications on working days, usually within a day.',
        de: 'Wir prüfen Anfragen an Werktagen, meist innerhalb eines Tages.',
        no: 'Vi ser på søknader på virkedager, som regel i løpet av en dag.',
      },
      footText: {
        nl: 'Vragen? Bel 0570 555 010.',
        en: 'Questions? Call +31 570 555 010.',
        de: 'Fragen? Rufen Sie +31 570 555 010 an.',
        no: 'Spørsmål? Ring +31 570 555 010.',
      },
    }),
    signUpForm: signUpForm.parse({
      extra: [
        {
          key: 'trade',
          kind: 'choice',
          label: {
            nl: 'Waarin werkt u?',
            en: 'What is your trade?',
            de: 'In welcher Branche arbeiten Sie?',
            no: 'Hvilken bransje er du i?',
          },
          required: false,
          options: trades.nl.map((value, index) => ({
            value,
            label: { nl: value, en: trades.en[index], de: trades.de[index], no: trades.no[index] },
          })),
        },
        {
          key: 'news',
          kind: 'tick',
          label: {
            nl: 'Houd mij op de hoogte van nieuwe producten',
            en: 'Keep me posted about new products',
            de: 'Informieren Sie mich über neue Produkte',
            no: 'Hold meg oppdatert om nye produkter',
          },
          required: false,
        },
      ],
    }),
  },
  shop: {
    signIn: signInSettings.parse({ magicLink: true }),
    look: lookSettings.parse({ accent: '#9a3412', accentDark: '#f0a073' }),
    signUpForm: signUpForm.parse({}),
  },
};

/** What somebody answers to the sample's questions: by key, `yes` for a tick. */
export function sampleAnswers(
  { extra }: SignUpForm,
  language: 'nl' | 'en',
  given: Readonly<Record<string, string>>,
): Answer[] {
  return extra.map(({ key, kind, label, link }) => ({
    key,
    kind,
    label: label[language],
    value: given[key] ?? '',
    link,
  }));
}
