import type { VisitorTranslated } from '../../../core/language.ts';

/** What the visitor pages say about one's own passkeys. */
export const passkeyTexts = {
  passkeys: { nl: 'Passkeys', en: 'Passkeys', de: 'Passkeys', no: 'Passnøkler' },
  passkeysLead: {
    nl: 'Met een passkey meldt u zich aan met uw vinger, gezicht of pincode, zonder wachtwoord. Hij zit in uw telefoon, computer of wachtwoordkluis en is niet na te maken.',
    en: 'With a passkey you sign in with your finger, face or PIN, without a password. It is kept in your phone, computer or password manager, and nobody can copy it.',
    de: 'Mit einem Passkey melden Sie sich mit Finger, Gesicht oder PIN an, ohne Passwort. Er liegt in Ihrem Telefon, Computer oder Passwortmanager und lässt sich nicht nachmachen.',
    no: 'Med en passnøkkel logger du inn med finger, ansikt eller PIN, uten passord. Den ligger i telefonen, datamaskinen eller passordbehandleren din, og ingen kan kopiere den.',
  },
  passkeyAdd: {
    nl: 'Passkey toevoegen',
    en: 'Add a passkey',
    de: 'Passkey hinzufügen',
    no: 'Legg til en passnøkkel',
  },
  passkeyMade: {
    nl: 'Toegevoegd op {date}',
    en: 'Added on {date}',
    de: 'Hinzugefügt am {date}',
    no: 'Lagt til {date}',
  },
  passkeyUsed: {
    nl: 'Laatst gebruikt op {date}',
    en: 'Last used on {date}',
    de: 'Zuletzt benutzt am {date}',
    no: 'Sist brukt {date}',
  },
  passkeyUnused: {
    nl: 'Nog niet gebruikt',
    en: 'Not used yet',
    de: 'Noch nicht benutzt',
    no: 'Ikke brukt ennå',
  },
  passkeyOn: { nl: 'Werkt op {host}', en: 'Works on {host}', de: 'Gilt auf {host}', no: 'Virker på {host}' },
  passkeyChange: { nl: 'Wijzigen', en: 'Change', de: 'Ändern', no: 'Endre' },
  passkeyName: { nl: 'Naam', en: 'Name', de: 'Name', no: 'Navn' },
  passkeyNameHint: {
    nl: 'Zo herkent u hem later in de lijst.',
    en: 'By it you know it again in the list.',
    de: 'Daran erkennen Sie ihn später in der Liste.',
    no: 'Da kjenner du den igjen i listen senere.',
  },
  passkeyNameBoth: {
    nl: 'Passkey van {browser} op {system}',
    en: 'Passkey of {browser} on {system}',
    de: 'Passkey von {browser} auf {system}',
    no: 'Passnøkkel fra {browser} på {system}',
  },
  passkeyNameOne: {
    nl: 'Passkey van {browser}',
    en: 'Passkey of {browser}',
    de: 'Passkey von {browser}',
    no: 'Passnøkkel fra {browser}',
  },
  passkeyNameNone: { nl: 'Passkey', en: 'Passkey', de: 'Passkey', no: 'Passnøkkel' },
  passkeyKnown: {
    nl: 'Deze passkey stond al in uw lijst.',
    en: 'This passkey was in your list already.',
    de: 'Dieser Passkey stand schon in Ihrer Liste.',
    no: 'Denne passnøkkelen sto allerede i listen.',
  },
  passkeyTooMany: {
    nl: 'U hebt zo veel passkeys dat er geen bij kan. Verwijder er eerst een die u niet meer gebruikt.',
    en: 'You have so many passkeys that no more can be added. Remove one that you no longer use first.',
    de: 'Sie haben so viele Passkeys, dass keiner mehr dazukommen kann. Entfernen Sie zuerst einen, den Sie nicht mehr benutzen.',
    no: 'Du har så mange passnøkler at det ikke er plass til flere. Fjern først en du ikke bruker lenger.',
  },
  passkeyRemove: {
    nl: 'Passkey verwijderen',
    en: 'Remove this passkey',
    de: 'Passkey entfernen',
    no: 'Fjern passnøkkelen',
  },
  passkeyRemoveLead: {
    nl: 'Daarna kunt u zich er niet meer mee aanmelden en bent u op andere apparaten afgemeld. In uw browser of telefoon blijft hij staan tot u hem ook daar verwijdert.',
    en: 'Then you can’t sign in with it any more, and you are signed out on other devices. It stays in your browser or phone until you remove it there too.',
    de: 'Danach können Sie sich damit nicht mehr anmelden und sind auf anderen Geräten abgemeldet. In Ihrem Browser oder Telefon bleibt er, bis Sie ihn auch dort entfernen.',
    no: 'Da kan du ikke logge inn med den lenger, og du blir logget ut på andre enheter. Den blir i nettleseren eller telefonen til du fjerner den der også.',
  },
  passkeyRemoveLast: {
    nl: 'Dit is uw laatste passkey. De tweede stap gaat daarmee uit.',
    en: 'This is your last passkey. The second step is switched off with it.',
    de: 'Das ist Ihr letzter Passkey. Damit ist der zweite Schritt aus.',
    no: 'Dette er den siste passnøkkelen din. Det ekstra steget slås av samtidig.',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
