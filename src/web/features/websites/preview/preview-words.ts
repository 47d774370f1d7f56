import type { VisitorLanguage, VisitorTranslated } from '../../../../core/language.ts';

/** What the gate's pages say where the owner says nothing, for the preview; `{site}` and `{company}` are filled in. */
const words = {
  signIn: { nl: 'Aanmelden', en: 'Sign in', de: 'Anmelden', no: 'Logg inn' },
  introduction: {
    nl: 'Deze pagina is voor klanten en partners van {company}.',
    en: 'This page is for customers and partners of {company}.',
    de: 'Diese Seite ist für Kunden und Partner von {company}.',
    no: 'Denne siden er for kunder og partnere av {company}.',
  },
  email: { nl: 'E-mailadres', en: 'E-mail address', de: 'E-Mail-Adresse', no: 'E-postadresse' },
  password: { nl: 'Wachtwoord', en: 'Password', de: 'Passwort', no: 'Passord' },
  choosePassword: {
    nl: 'Kies een wachtwoord',
    en: 'Choose a password',
    de: 'Passwort wählen',
    no: 'Velg et passord',
  },
  keepSignedIn: {
    nl: 'Aangemeld blijven op dit apparaat',
    en: 'Stay signed in on this device',
    de: 'Auf diesem Gerät angemeldet bleiben',
    no: 'Forbli innlogget på denne enheten',
  },
  mailLink: {
    nl: 'Mail mij een aanmeldlink',
    en: 'Mail me a sign-in link',
    de: 'Anmeldelink per E-Mail senden',
    no: 'Send meg en innloggingslenke',
  },
  forgotten: {
    nl: 'Wachtwoord vergeten',
    en: 'Forgotten password',
    de: 'Passwort vergessen',
    no: 'Glemt passord',
  },
  noAccountYet: {
    nl: 'Nog geen account?',
    en: 'No account yet?',
    de: 'Noch kein Konto?',
    no: 'Ingen konto ennå?',
  },
  signUp: {
    nl: 'Account aanvragen',
    en: 'Request an account',
    de: 'Konto beantragen',
    no: 'Be om en konto',
  },
  signUpLead: {
    nl: 'Vraag toegang aan tot {site}.',
    en: 'Request access to {site}.',
    de: 'Beantragen Sie Zugang zu {site}.',
    no: 'Be om tilgang til {site}.',
  },
  signUpManual: {
    nl: '{company} bekijkt uw aanvraag en laat per mail weten of u toegang krijgt.',
    en: '{company} looks at your request and tells you by mail whether you get access.',
    de: '{company} sieht sich Ihre Anfrage an und teilt Ihnen per E-Mail mit, ob Sie Zugang bekommen.',
    no: '{company} ser på søknaden din og skriver til deg om du får tilgang.',
  },
  signUpSubmit: { nl: 'Aanvragen', en: 'Send request', de: 'Anfrage senden', no: 'Send søknaden' },
  moreDetails: {
    nl: 'Bedrijfsgegevens en adres',
    en: 'Company details and address',
    de: 'Firmendaten und Adresse',
    no: 'Firmaopplysninger og adresse',
  },
  waitingTitle: {
    nl: 'Uw aanvraag wordt bekeken',
    en: 'Your request is being looked at',
    de: 'Ihre Anfrage wird geprüft',
    no: 'Søknaden din er til behandling',
  },
  waitingText: {
    nl: '{company} bekijkt uw aanvraag. Zodra er een besluit is, krijgt u een mail en staat het ook hier.',
    en: '{company} looks at your request. As soon as it is decided you get a mail, and it is told here too.',
    de: '{company} prüft Ihre Anfrage. Sobald entschieden ist, erhalten Sie eine Mail, und es steht auch hier.',
    no: '{company} ser på søknaden din. Når det er bestemt, får du en e-post, og det står også her.',
  },
  optional: { nl: 'niet verplicht', en: 'optional', de: 'freiwillig', no: 'valgfritt' },
  chooseOne: { nl: 'Maak een keuze', en: 'Choose one', de: 'Bitte wählen', no: 'Velg' },
  readTerms: {
    nl: 'Lees waar het om gaat (nieuw tabblad)',
    en: 'Read what this is about (new tab)',
    de: 'Lesen, worum es geht (neuer Tab)',
    no: 'Les hva dette gjelder (ny fane)',
  },
  firstName: { nl: 'Voornaam', en: 'First name', de: 'Vorname', no: 'Fornavn' },
  lastName: { nl: 'Achternaam', en: 'Last name', de: 'Nachname', no: 'Etternavn' },
  companyName: { nl: 'Bedrijfsnaam', en: 'Company name', de: 'Firma', no: 'Firma' },
  phone: { nl: 'Telefoon', en: 'Phone', de: 'Telefon', no: 'Telefon' },
  street: {
    nl: 'Straat en huisnummer',
    en: 'Street and number',
    de: 'Straße und Hausnummer',
    no: 'Gate og nummer',
  },
  postcode: { nl: 'Postcode', en: 'Postcode', de: 'Postleitzahl', no: 'Postnummer' },
  town: { nl: 'Plaats', en: 'Town', de: 'Ort', no: 'Poststed' },
  country: { nl: 'Land', en: 'Country', de: 'Land', no: 'Land' },
  registrationNo: {
    nl: 'KvK-nummer',
    en: 'Company registration number',
    de: 'Handelsregisternummer',
    no: 'Organisasjonsnummer',
  },
  vatNo: { nl: 'Btw-nummer', en: 'VAT number', de: 'USt-IdNr.', no: 'MVA-nummer' },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;

export type PreviewWord = keyof typeof words;
export const previewWords = Object.keys(words) as PreviewWord[]; // keys of the record above

/** One of the gate's own words. */
export function previewWord(
  word: PreviewWord,
  language: VisitorLanguage,
  names: { readonly site: string; readonly company: string },
): string {
  return words[word][language].replace('{site}', names.site).replace('{company}', names.company);
}
