import type { VisitorTranslated } from '../../../core/language.ts';
import { securityTexts } from './security.ts';

/** What the visitor pages say about passkeys, the second step, sign-in links, staying signed in. */
export const signingInTexts = {
  ...securityTexts,
  or: { nl: 'of', en: 'or', de: 'oder', no: 'eller' },
  keepSignedIn: {
    nl: 'Aangemeld blijven op dit apparaat',
    en: 'Stay signed in on this device',
    de: 'Auf diesem Gerät angemeldet bleiben',
    no: 'Forbli innlogget på denne enheten',
  },
  keepSignedInDay: {
    nl: 'Voor een dag. Niet doen op een computer die u deelt.',
    en: 'For one day. Not on a computer that you share.',
    de: 'Für einen Tag. Nicht auf einem Computer, den Sie mit anderen teilen.',
    no: 'I én dag. Ikke på en datamaskin du deler med andre.',
  },
  keepSignedInHint: {
    nl: 'Voor {days} dagen. Niet doen op een computer die u deelt.',
    en: 'For {days} days. Not on a computer that you share.',
    de: 'Für {days} Tage. Nicht auf einem Computer, den Sie mit anderen teilen.',
    no: 'I {days} dager. Ikke på en datamaskin du deler med andre.',
  },
  continue: { nl: 'Doorgaan', en: 'Continue', de: 'Weiter', no: 'Fortsett' },

  signInByPasskey: {
    nl: 'Aanmelden met een passkey',
    en: 'Sign in with a passkey',
    de: 'Mit einem Passkey anmelden',
    no: 'Logg inn med en passnøkkel',
  },
  passkeyFailed: {
    nl: 'Dat is niet gelukt of afgebroken. Probeer het nog eens.',
    en: 'That did not work or was cancelled. Try again.',
    de: 'Das hat nicht geklappt oder wurde abgebrochen. Versuchen Sie es noch einmal.',
    no: 'Det gikk ikke eller ble avbrutt. Prøv igjen.',
  },
  passkeyUnsupported: {
    nl: 'Deze browser kan hier niet met passkeys werken. Gebruik een nieuwere versie of een andere browser.',
    en: 'This browser can’t use passkeys here. Take a newer version or another browser.',
    de: 'Dieser Browser kann hier nicht mit Passkeys umgehen. Nehmen Sie eine neuere Version oder einen anderen Browser.',
    no: 'Denne nettleseren kan ikke bruke passnøkler her. Bruk en nyere versjon eller en annen nettleser.',
  },
  passkeyNeedsScript: {
    nl: 'Ziet u hier geen knop? Dan staat JavaScript uit in uw browser. Passkeys werken niet zonder.',
    en: 'Do you see no button here? Then JavaScript is switched off in your browser. Passkeys don’t work without it.',
    de: 'Sehen Sie hier keinen Knopf? Dann ist JavaScript in Ihrem Browser ausgeschaltet. Passkeys gehen nicht ohne.',
    no: 'Ser du ingen knapp her? Da er JavaScript slått av i nettleseren. Passnøkler virker ikke uten.',
  },
  wrongPasskey: {
    nl: 'Met deze passkey kunt u zich hier niet aanmelden, of het duurde te lang. Probeer het nog eens, of gebruik uw wachtwoord.',
    en: 'You can’t sign in here with this passkey, or it took too long. Try again, or use your password.',
    de: 'Mit diesem Passkey können Sie sich hier nicht anmelden, oder es hat zu lange gedauert. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.',
    no: 'Du kan ikke logge inn her med denne passnøkkelen, eller det tok for lang tid. Prøv igjen, eller bruk passordet.',
  },

  mailLink: {
    nl: 'Mail mij een aanmeldlink',
    en: 'Mail me a sign-in link',
    de: 'Anmeldelink per E-Mail senden',
    no: 'Send meg en innloggingslenke',
  },
  checkMailLink: {
    nl: 'Is {email} bij ons bekend, dan is er nu een mail onderweg met een link om u aan te melden. De link werkt een kwartier, ook op een ander apparaat.',
    en: 'If we know {email}, a mail with a link to sign in is on its way. The link works for a quarter of an hour, on another device too.',
    de: 'Wenn wir {email} kennen, ist jetzt eine E-Mail mit einem Link zum Anmelden unterwegs. Der Link gilt eine Viertelstunde, auch auf einem anderen Gerät.',
    no: 'Hvis vi kjenner {email}, er det nå en e-post på vei med en lenke for å logge inn. Lenken virker i et kvarter, også på en annen enhet.',
  },
  linkOffTitle: {
    nl: 'Aanmelden met een link kan hier niet',
    en: 'Signing in by a link is not possible here',
    de: 'Anmelden mit einem Link geht hier nicht',
    no: 'Her går det ikke å logge inn med en lenke',
  },
  linkOffText: {
    nl: 'Meld u aan met uw wachtwoord. Hebt u er geen of weet u het niet meer, kies dan “Wachtwoord vergeten”.',
    en: 'Sign in with your password. If you have none or forgot it, choose “Forgotten password”.',
    de: 'Melden Sie sich mit Ihrem Passwort an. Haben Sie keines oder wissen Sie es nicht mehr, wählen Sie „Passwort vergessen“.',
    no: 'Logg inn med passordet ditt. Har du ikke noe, eller har du glemt det, velg «Glemt passord».',
  },
  linkTitle: {
    nl: 'Aanmelden bij {site}',
    en: 'Sign in to {site}',
    de: 'Bei {site} anmelden',
    no: 'Logg inn på {site}',
  },
  linkLead: {
    nl: 'U meldt zich aan als {email}.',
    en: 'You sign in as {email}.',
    de: 'Sie melden sich als {email} an.',
    no: 'Du logger inn som {email}.',
  },

  secondStepTitle: { nl: 'Nog één stap', en: 'One more step', de: 'Noch ein Schritt', no: 'Ett steg til' },
  secondStepLead: {
    nl: 'U meldt zich aan als {email}. Laat zien dat u het echt bent.',
    en: 'You are signing in as {email}. Show that it is really you.',
    de: 'Sie melden sich als {email} an. Zeigen Sie, dass wirklich Sie es sind.',
    no: 'Du logger inn som {email}. Vis at det virkelig er deg.',
  },
  code: {
    nl: 'Code uit uw authenticator-app',
    en: 'Code from your authenticator app',
    de: 'Code aus Ihrer Authenticator-App',
    no: 'Kode fra autentiseringsappen',
  },
  codeHint: {
    nl: 'Zes cijfers; elke halve minuut zijn het andere.',
    en: 'Six figures; every half minute they are others.',
    de: 'Sechs Ziffern; jede halbe Minute sind es andere.',
    no: 'Seks sifre; hvert halve minutt er det nye.',
  },
  wrongCode: {
    nl: 'Deze code klopt niet of is al gebruikt. Wacht tot de app een nieuwe toont en typ die over.',
    en: 'This code is not right or was used already. Wait until the app shows a new one and type that.',
    de: 'Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie, bis die App einen neuen zeigt, und geben Sie den ein.',
    no: 'Denne koden stemmer ikke eller er brukt. Vent til appen viser en ny, og skriv inn den.',
  },
  usePasskey: {
    nl: 'Passkey gebruiken',
    en: 'Use a passkey',
    de: 'Passkey verwenden',
    no: 'Bruk en passnøkkel',
  },
  passkeyPrompt: {
    nl: 'Uw browser vraagt om uw vinger, gezicht of pincode.',
    en: 'Your browser asks for your finger, face or PIN.',
    de: 'Ihr Browser fragt nach Finger, Gesicht oder PIN.',
    no: 'Nettleseren spør etter finger, ansikt eller PIN.',
  },
  passkeyNotAccepted: {
    nl: 'Deze passkey werkte niet, of het duurde te lang. Probeer het nog eens.',
    en: 'This passkey did not work, or it took too long. Try again.',
    de: 'Dieser Passkey hat nicht funktioniert, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.',
    no: 'Denne passnøkkelen virket ikke, eller det tok for lang tid. Prøv igjen.',
  },
  passkeyElsewhere: {
    nl: 'Uw passkey werkt op {hosts}, niet op deze website. Gebruik hier een herstelcode; daarna kunt u ook hier een passkey of een authenticator-app instellen.',
    en: 'Your passkey works on {hosts}, not on this website. Use a recovery code here; then you can set up a passkey or an authenticator app here too.',
    de: 'Ihr Passkey gilt auf {hosts}, nicht auf dieser Website. Nehmen Sie hier einen Wiederherstellungscode; danach können Sie auch hier einen Passkey oder eine Authenticator-App einrichten.',
    no: 'Passnøkkelen din virker på {hosts}, ikke på dette nettstedet. Bruk en gjenopprettingskode her; etterpå kan du sette opp en passnøkkel eller en autentiseringsapp her også.',
  },
  recoveryCode: {
    nl: 'Herstelcode',
    en: 'Recovery code',
    de: 'Wiederherstellungscode',
    no: 'Gjenopprettingskode',
  },
  recoveryFold: {
    nl: 'Geen app of passkey bij de hand?',
    en: 'No app or passkey at hand?',
    de: 'App oder Passkey nicht zur Hand?',
    no: 'Har du ikke app eller passnøkkel for hånden?',
  },
  recoveryHint: {
    nl: 'Een van de codes die u bij het instellen hebt bewaard. Elke code werkt één keer.',
    en: 'One of the codes that you kept at the set-up. Each works once.',
    de: 'Einer der Codes, die Sie beim Einrichten aufbewahrt haben. Jeder gilt einmal.',
    no: 'En av kodene du tok vare på ved oppsettet. Hver kode virker én gang.',
  },
  wrongRecovery: {
    nl: 'Deze herstelcode klopt niet of is al gebruikt. Neem een andere.',
    en: 'This recovery code is not right or was used already. Take another one.',
    de: 'Dieser Wiederherstellungscode stimmt nicht oder wurde schon benutzt. Nehmen Sie einen anderen.',
    no: 'Denne gjenopprettingskoden stemmer ikke eller er brukt. Ta en annen.',
  },
  stepOver: {
    nl: 'Dat duurde te lang. Meld u opnieuw aan.',
    en: 'That took too long. Sign in again.',
    de: 'Das hat zu lange gedauert. Melden Sie sich noch einmal an.',
    no: 'Det tok for lang tid. Logg inn på nytt.',
  },
  signInAnew: {
    nl: 'Opnieuw beginnen',
    en: 'Start again',
    de: 'Von vorn beginnen',
    no: 'Begynn på nytt',
  },
  lostEverything: {
    nl: 'Ook geen herstelcode meer? Vraag {company} om hulp.',
    en: 'No recovery code left either? Ask {company} for help.',
    de: 'Auch kein Wiederherstellungscode mehr? Bitten Sie {company} um Hilfe.',
    no: 'Ingen gjenopprettingskode heller? Be {company} om hjelp.',
  },

  setUpTitle: {
    nl: '{site} vraagt een tweede stap',
    en: '{site} asks for a second step',
    de: '{site} verlangt einen zweiten Schritt',
    no: '{site} ber om et ekstra steg',
  },
  setUpLead: {
    nl: 'Met alleen een wachtwoord komt u hier niet binnen. Kies hoe u voortaan ook laat zien dat u het bent; het kost een minuut.',
    en: 'A password alone does not get you in here. Choose how you also show that it is you; it takes a minute.',
    de: 'Mit dem Passwort allein kommen Sie hier nicht hinein. Wählen Sie, womit Sie außerdem zeigen, dass Sie es sind; es dauert eine Minute.',
    no: 'Passordet alene er ikke nok her. Velg hvordan du i tillegg viser at det er deg; det tar ett minutt.',
  },
  setUpPasskey: {
    nl: 'Met de vinger, het gezicht of de pincode van dit apparaat. Het makkelijkst: u hoeft niets te onthouden of over te typen.',
    en: 'With the finger, face or PIN of this device. The easiest: nothing to remember and nothing to type.',
    de: 'Mit Finger, Gesicht oder PIN dieses Geräts. Am einfachsten: nichts zu merken und nichts abzutippen.',
    no: 'Med finger, ansikt eller PIN på denne enheten. Det enkleste: ingenting å huske og ingenting å skrive.',
  },
  setUpApp: {
    nl: 'Een app op uw telefoon die elke halve minuut een nieuwe code toont. Werkt overal, ook op een andere computer.',
    en: 'An app on your phone that shows a new code every half minute. Works everywhere, on another computer too.',
    de: 'Eine App auf Ihrem Telefon, die jede halbe Minute einen neuen Code zeigt. Geht überall, auch an einem anderen Computer.',
    no: 'En app på telefonen som viser en ny kode hvert halve minutt. Virker overalt, også på en annen datamaskin.',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
