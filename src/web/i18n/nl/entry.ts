import type en from '../en/entry.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  signInTitle: 'Aanmelden',
  email: 'E-mailadres',
  password: 'Wachtwoord',
  signIn: 'Aanmelden',
  forgotten: 'Wachtwoord vergeten? Vraag een collega die beheerder is, of wie Gatehouse beheert.',
  setupNeeded: 'Er kan nog niemand aanmelden. Open de link die Gatehouse bij het starten liet zien.',
  strength: {
    short_one: 'Minstens 10 tekens: nog {{count}}.',
    short_other: 'Minstens 10 tekens: nog {{count}}.',
    weak: 'Makkelijk te raden. Neem meer woorden.',
    good: 'Goed.',
    strong: 'Sterk.',
  },
  setupTitle: 'Gatehouse inrichten',
  setupText: 'U wordt de eerste beheerder.',
  setupUsed: 'Deze link is al gebruikt of verlopen. Start Gatehouse opnieuw voor een nieuwe, of meld u aan.',
  setupMissing: 'Open de hele link die Gatehouse bij het starten liet zien.',
  toSignIn: 'Naar aanmelden',
  name: 'Uw naam',
  language: 'Taal',
  company: 'Begin met',
  own: 'Mijn eigen bedrijf',
  ownText: 'Een lege bedrijfsdatabase; uw relaties importeert u daarna.',
  sample: 'Het voorbeeldbedrijf',
  sampleText: 'Relaties, twee websites en aanmeldingen om te proberen. Niets daarvan is echt.',
  companyName: 'Naam van het bedrijf',
  finish: 'Beginnen',
  chooseLanguage: 'Taal',
} satisfies SameKeys<typeof en>;
