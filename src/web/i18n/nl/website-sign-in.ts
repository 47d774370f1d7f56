import type en from '../en/website-sign-in.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  partPassword: 'Inloggen',
  partStay: 'Ingelogd blijven',
  fields: {
    minPasswordLength: 'Kortste wachtwoord',
    secondFactor: 'Tweede stap na het wachtwoord',
    magicLink: 'Link om in te loggen per mail',
    keepSignedIn: '“Ingelogd blijven” aanbieden',
    keepSignedInDays: 'Ingelogd blijven gedurende',
  },
  hints: {
    minPasswordLength:
      'Tekens, van 8 tot 64. Geldt voor nieuwe wachtwoorden; bekende woorden en namen worden sowieso geweigerd.',
    magicLink:
      'Bezoekers kunnen een link laten mailen in plaats van een wachtwoord te typen. Wie een tweede stap heeft, krijgt die ook dan.',
    keepSignedIn: 'Een vinkje op de inlogpagina, voor wie vaak terugkomt op een eigen apparaat.',
    keepSignedInDays: 'Op dat apparaat, hoe lang het ook niet wordt gebruikt.',
    session: 'Voor alle anderen:',
  },
  secondFactors: {
    optional: {
      name: 'Elke bezoeker kiest zelf',
      text: 'Wie wil, zet hem aan op Mijn pagina: een code uit een app, of een passkey.',
    },
    required: {
      name: 'Gevraagd van iedereen',
      text: 'Wie er nog geen heeft, stelt er een in bij de volgende keer inloggen, voordat men verder kan. Niemand verliest toegang, en alleen een passkey is ook genoeg.',
    },
  },
} satisfies SameKeys<typeof en>;
