import type { VisitorTranslated } from '../../../core/language.ts';
import { passkeyTexts } from './passkeys.ts';
import { signInChangeTexts } from './sign-in-changes.ts';

/** What the visitor pages say about the own ways to sign in. */
export const securityTexts = {
  ...passkeyTexts,
  ...signInChangeTexts,
  securityLead: {
    nl: 'Hoe u zich aanmeldt bij de websites van {company}.',
    en: 'How you sign in to the websites of {company}.',
    de: 'Wie Sie sich bei den Websites von {company} anmelden.',
    no: 'Hvordan du logger inn på nettstedene til {company}.',
  },
  back: { nl: 'Terug', en: 'Back', de: 'Zurück', no: 'Tilbake' },
  app: {
    nl: 'Authenticator-app',
    en: 'Authenticator app',
    de: 'Authenticator-App',
    no: 'Autentiseringsapp',
  },
  passwordSince: {
    nl: 'Gekozen op {date}.',
    en: 'Chosen on {date}.',
    de: 'Gewählt am {date}.',
    no: 'Valgt {date}.',
  },
  passwordNone: {
    nl: 'U hebt geen wachtwoord.',
    en: 'You have no password.',
    de: 'Sie haben kein Passwort.',
    no: 'Du har ikke noe passord.',
  },
  passwordChoose: {
    nl: 'Wachtwoord kiezen',
    en: 'Choose a password',
    de: 'Passwort wählen',
    no: 'Velg et passord',
  },

  secondStep: { nl: 'Tweede stap', en: 'Second step', de: 'Zweiter Schritt', no: 'Ekstra steg' },
  secondStepWhat: {
    nl: 'Wie uw wachtwoord te weten komt, kan er dan nog steeds niet in.',
    en: 'Whoever learns your password still can’t get in then.',
    de: 'Wer Ihr Passwort erfährt, kommt dann trotzdem nicht hinein.',
    no: 'Den som får vite passordet ditt, kommer likevel ikke inn.',
  },
  secondStepStatus: {
    nl: 'Na uw wachtwoord',
    en: 'After your password',
    de: 'Nach Ihrem Passwort',
    no: 'Etter passordet',
  },
  secondStepOff: { nl: 'Uit', en: 'Off', de: 'Aus', no: 'Av' },
  secondStepByApp: {
    nl: 'Code uit uw app',
    en: 'Code from your app',
    de: 'Code aus Ihrer App',
    no: 'Kode fra appen',
  },
  secondStepByPasskey: { nl: 'Uw passkey', en: 'Your passkey', de: 'Ihr Passkey', no: 'Passnøkkelen din' },
  secondStepByBoth: {
    nl: 'Uw passkey of een code uit uw app',
    en: 'Your passkey or a code from your app',
    de: 'Ihr Passkey oder ein Code aus Ihrer App',
    no: 'Passnøkkelen din eller en kode fra appen',
  },
  secondStepByDemand: {
    nl: 'Aan op websites die dat vragen',
    en: 'On, at websites that ask for it',
    de: 'An bei Websites, die es verlangen',
    no: 'På, på nettsteder som ber om det',
  },
  appSetUp: {
    nl: 'Authenticator-app instellen',
    en: 'Set up an authenticator app',
    de: 'Authenticator-App einrichten',
    no: 'Sett opp en autentiseringsapp',
  },
  appRenew: {
    nl: 'Andere app of telefoon instellen',
    en: 'Set up another app or phone',
    de: 'Andere App oder anderes Telefon einrichten',
    no: 'Sett opp en annen app eller telefon',
  },
  secondStepUsePasskey: {
    nl: 'Na mijn wachtwoord om mijn passkey vragen',
    en: 'Ask for my passkey after my password',
    de: 'Nach meinem Passwort nach meinem Passkey fragen',
    no: 'Spør etter passnøkkelen etter passordet',
  },
  secondStepSwitchOff: {
    nl: 'Tweede stap uitzetten',
    en: 'Switch the second step off',
    de: 'Zweiten Schritt ausschalten',
    no: 'Slå av det ekstra steget',
  },
  secondStepOffLead: {
    nl: 'Daarna is uw wachtwoord genoeg om u aan te melden. De app en de herstelcodes werken niet meer, en op andere apparaten bent u afgemeld. Uw passkeys blijven.',
    en: 'Then your password is enough to sign in. The app and the recovery codes no longer work, and you are signed out on other devices. Your passkeys stay.',
    de: 'Danach reicht Ihr Passwort zum Anmelden. Die App und die Wiederherstellungscodes gelten nicht mehr, und auf anderen Geräten sind Sie abgemeldet. Ihre Passkeys bleiben.',
    no: 'Da er passordet nok for å logge inn. Appen og gjenopprettingskodene virker ikke lenger, og du blir logget ut på andre enheter. Passnøklene dine blir.',
  },
  secondStepDemanded: {
    nl: '{demanding} vraagt een tweede stap. U kunt hem dus niet uitzetten.',
    en: '{demanding} asks for a second step. So you can’t switch it off.',
    de: '{demanding} verlangt einen zweiten Schritt. Sie können ihn deshalb nicht ausschalten.',
    no: '{demanding} ber om et ekstra steg, så du kan ikke slå det av.',
  },
  passkeyDemanded: {
    nl: '{demanding} vraagt een tweede stap en dit is uw laatste passkey. Stel eerst een andere passkey of een app in.',
    en: '{demanding} asks for a second step and this is your last passkey. Set up another passkey or an app first.',
    de: '{demanding} verlangt einen zweiten Schritt, und dies ist Ihr letzter Passkey. Richten Sie zuerst einen anderen Passkey oder eine App ein.',
    no: '{demanding} ber om et ekstra steg, og dette er den siste passnøkkelen din. Sett opp en annen passnøkkel eller en app først.',
  },

  appScan: {
    nl: '1. Scan deze code met uw app',
    en: '1. Scan this code with your app',
    de: '1. Scannen Sie diesen Code mit Ihrer App',
    no: '1. Skann denne koden med appen',
  },
  appScanLead: {
    nl: 'Elke authenticator-app is goed, zoals die van Google of Microsoft, 2FAS of uw wachtwoordkluis.',
    en: 'Any authenticator app will do, such as Google’s or Microsoft’s, 2FAS or your password manager.',
    de: 'Jede Authenticator-App ist recht, etwa die von Google oder Microsoft, 2FAS oder Ihr Passwortmanager.',
    no: 'Alle autentiseringsapper kan brukes, som Googles eller Microsofts, 2FAS eller passordbehandleren din.',
  },
  appQr: {
    nl: 'QR-code voor uw authenticator-app',
    en: 'QR code for your authenticator app',
    de: 'QR-Code für Ihre Authenticator-App',
    no: 'QR-kode for autentiseringsappen',
  },
  appKey: {
    nl: 'Kunt u niet scannen? Typ deze sleutel over in de app:',
    en: 'Can’t scan it? Type this key into the app:',
    de: 'Können Sie nicht scannen? Geben Sie diesen Schlüssel in die App ein:',
    no: 'Kan du ikke skanne? Skriv denne nøkkelen inn i appen:',
  },
  appConfirm: {
    nl: '2. Typ de code over die de app toont',
    en: '2. Type the code that the app shows',
    de: '2. Geben Sie den Code ein, den die App zeigt',
    no: '2. Skriv inn koden som appen viser',
  },
  appWrong: {
    nl: 'Dit is niet de code die de app nu toont. Staat de klok van uw telefoon goed?',
    en: 'This is not the code that the app shows now. Is the clock of your phone right?',
    de: 'Das ist nicht der Code, den die App jetzt zeigt. Geht die Uhr Ihres Telefons richtig?',
    no: 'Dette er ikke koden som appen viser nå. Går klokken på telefonen riktig?',
  },

  codes: {
    nl: 'Herstelcodes',
    en: 'Recovery codes',
    de: 'Wiederherstellungscodes',
    no: 'Gjenopprettingskoder',
  },
  codesWhat: {
    nl: 'Voor als u uw app of passkey niet bij de hand hebt. Elke code werkt één keer.',
    en: 'For when your app or passkey is not at hand. Each code works once.',
    de: 'Für den Fall, dass App oder Passkey nicht zur Hand sind. Jeder Code gilt einmal.',
    no: 'For når du ikke har appen eller passnøkkelen for hånden. Hver kode virker én gang.',
  },
  codesLeft: { nl: 'Nog over', en: 'Left', de: 'Noch übrig', no: 'Igjen' },
  codesCount: {
    nl: '{left} van {all}',
    en: '{left} of {all}',
    de: '{left} von {all}',
    no: '{left} av {all}',
  },
  codesFew: {
    nl: 'Maak op tijd nieuwe; zonder herstelcode en zonder app of passkey kunt u er niet meer in.',
    en: 'Make new ones in time; without a recovery code, app or passkey you can’t get in any more.',
    de: 'Erstellen Sie rechtzeitig neue; ohne Wiederherstellungscode, App oder Passkey kommen Sie nicht mehr hinein.',
    no: 'Lag nye i tide; uten gjenopprettingskode, app eller passnøkkel kommer du ikke inn lenger.',
  },
  codesMake: {
    nl: 'Nieuwe herstelcodes maken',
    en: 'Make new recovery codes',
    de: 'Neue Wiederherstellungscodes erstellen',
    no: 'Lag nye gjenopprettingskoder',
  },
  codesMakeLead: {
    nl: 'U krijgt tien nieuwe codes. De codes die u nu hebt, werken daarna niet meer.',
    en: 'You get ten new codes. Those that you have now no longer work then.',
    de: 'Sie bekommen zehn neue Codes. Die jetzigen gelten danach nicht mehr.',
    no: 'Du får ti nye koder. De du har nå, virker ikke lenger etterpå.',
  },
  codesTitle: {
    nl: 'Bewaar uw herstelcodes',
    en: 'Keep your recovery codes',
    de: 'Bewahren Sie Ihre Wiederherstellungscodes auf',
    no: 'Ta vare på gjenopprettingskodene',
  },
  codesLead: {
    nl: 'Druk ze af of bewaar ze in uw wachtwoordkluis: dit is de enige keer dat u ze ziet. Elke code werkt één keer, als u uw app of passkey niet bij de hand hebt.',
    en: 'Print them or put them into your password manager: this is the only time you see them. Each works once, when your app or passkey is not at hand.',
    de: 'Drucken Sie sie aus oder legen Sie sie in Ihren Passwortmanager: Sie sehen sie nur dieses eine Mal. Jeder gilt einmal, wenn App oder Passkey nicht zur Hand sind.',
    no: 'Skriv dem ut eller legg dem i passordbehandleren: dette er den eneste gangen du ser dem. Hver virker én gang, når du ikke har appen eller passnøkkelen for hånden.',
  },
  codesKept: {
    nl: 'Ik heb ze bewaard',
    en: 'I have kept them',
    de: 'Ich habe sie aufbewahrt',
    no: 'Jeg har tatt vare på dem',
  },

  proveTitle: { nl: 'Bent u het zelf?', en: 'Is it you?', de: 'Sind Sie es selbst?', no: 'Er det deg?' },
  proveLead: {
    nl: 'Voordat u verdergaat, willen we zeker weten dat u het bent.',
    en: 'Before you go on, we want to be sure that it is you.',
    de: 'Bevor Sie weitermachen, möchten wir sicher sein, dass Sie es sind.',
    no: 'Før du går videre, vil vi være sikre på at det er deg.',
  },
  proveElsewhere: {
    nl: 'Dat kan met uw passkey. Die werkt op {hosts}: meld u daar aan en wijzig het daar, of stel daar een authenticator-app in die ook hier werkt.',
    en: 'That takes your passkey. It works on {hosts}: sign in there and change it there, or set up an authenticator app there that works here too.',
    de: 'Das geht mit Ihrem Passkey. Er gilt auf {hosts}: Melden Sie sich dort an und ändern Sie es dort, oder richten Sie dort eine Authenticator-App ein, die auch hier gilt.',
    no: 'Det går med passnøkkelen din. Den virker på {hosts}: logg inn der og endre det der, eller sett opp en autentiseringsapp der som også virker her.',
  },
  proveSignIn: {
    nl: 'Meld u daarvoor opnieuw aan.',
    en: 'Sign in again for that.',
    de: 'Melden Sie sich dafür noch einmal an.',
    no: 'Logg inn på nytt for det.',
  },
  wrongPassword: {
    nl: 'Dit is niet uw wachtwoord.',
    en: 'This is not your password.',
    de: 'Das ist nicht Ihr Passwort.',
    no: 'Dette er ikke passordet ditt.',
  },

  noticePasskeyAdded: {
    nl: 'De passkey is toegevoegd. U kunt zich er voortaan mee aanmelden.',
    en: 'The passkey is added. From now on you can sign in with it.',
    de: 'Der Passkey ist hinzugefügt. Sie können sich ab jetzt damit anmelden.',
    no: 'Passnøkkelen er lagt til. Fra nå av kan du logge inn med den.',
  },
  noticePasskeyRenamed: {
    nl: 'De naam is opgeslagen.',
    en: 'The name is saved.',
    de: 'Der Name ist gespeichert.',
    no: 'Navnet er lagret.',
  },
  noticePasskeyRemoved: {
    nl: 'De passkey is verwijderd.',
    en: 'The passkey is removed.',
    de: 'Der Passkey ist entfernt.',
    no: 'Passnøkkelen er fjernet.',
  },
  noticeAppSetUp: {
    nl: 'De app is ingesteld. Na uw wachtwoord vragen we voortaan een code.',
    en: 'The app is set up. From now on we ask for a code after your password.',
    de: 'Die App ist eingerichtet. Nach Ihrem Passwort fragen wir ab jetzt nach einem Code.',
    no: 'Appen er satt opp. Fra nå av spør vi etter en kode etter passordet.',
  },
  noticeSecondStepOn: {
    nl: 'De tweede stap staat aan.',
    en: 'The second step is on.',
    de: 'Der zweite Schritt ist an.',
    no: 'Det ekstra steget er slått på.',
  },
  noticeSecondStepOff: {
    nl: 'De tweede stap staat uit.',
    en: 'The second step is off.',
    de: 'Der zweite Schritt ist aus.',
    no: 'Det ekstra steget er slått av.',
  },
  noticeRecoveryUsed: {
    nl: 'U hebt een herstelcode gebruikt; die werkt niet meer. Hebt u uw app of passkey niet meer, stel dan hier een nieuwe in.',
    en: 'You used a recovery code; it no longer works. If your app or passkey is gone, set up a new one here.',
    de: 'Sie haben einen Wiederherstellungscode benutzt; er gilt nicht mehr. Haben Sie App oder Passkey nicht mehr, richten Sie hier neu ein.',
    no: 'Du brukte en gjenopprettingskode; den virker ikke lenger. Er appen eller passnøkkelen borte, kan du sette opp en ny her.',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
