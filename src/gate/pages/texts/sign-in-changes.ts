import type { VisitorTranslated } from '../../../core/language.ts';

/** What the mail `sign_in_changed` says happened, one sentence each. */
export const signInChangeTexts = {
  changed_passkey_added: {
    nl: 'Aan uw account is een passkey toegevoegd: “{name}”.',
    en: 'A passkey was added to your account: “{name}”.',
    de: 'Zu Ihrem Konto wurde ein Passkey hinzugefügt: „{name}“.',
    no: 'En passnøkkel ble lagt til kontoen din: «{name}».',
  },
  changed_passkey_removed: {
    nl: 'Van uw account is een passkey verwijderd: “{name}”.',
    en: 'A passkey was removed from your account: “{name}”.',
    de: 'Von Ihrem Konto wurde ein Passkey entfernt: „{name}“.',
    no: 'En passnøkkel ble fjernet fra kontoen din: «{name}».',
  },
  changed_app_set_up: {
    nl: 'Voor uw account is een authenticator-app ingesteld. Na het wachtwoord wordt voortaan een code gevraagd.',
    en: 'An authenticator app was set up for your account. From now on a code is asked for after the password.',
    de: 'Für Ihr Konto wurde eine Authenticator-App eingerichtet. Nach dem Passwort wird ab jetzt ein Code verlangt.',
    no: 'En autentiseringsapp ble satt opp for kontoen din. Fra nå av spørres det etter en kode etter passordet.',
  },
  changed_second_step_on: {
    nl: 'Voor uw account is de tweede stap aangezet. Na het wachtwoord wordt voortaan uw passkey gevraagd.',
    en: 'The second step was switched on for your account. From now on your passkey is asked for after the password.',
    de: 'Für Ihr Konto wurde der zweite Schritt eingeschaltet. Nach dem Passwort wird ab jetzt Ihr Passkey verlangt.',
    no: 'Det ekstra steget ble slått på for kontoen din. Fra nå av spørres det etter passnøkkelen etter passordet.',
  },
  changed_second_step_off: {
    nl: 'Voor uw account is de tweede stap uitgezet. Een wachtwoord is nu genoeg om u aan te melden.',
    en: 'The second step was switched off for your account. A password is now enough to sign in.',
    de: 'Für Ihr Konto wurde der zweite Schritt ausgeschaltet. Zum Anmelden reicht jetzt das Passwort.',
    no: 'Det ekstra steget ble slått av for kontoen din. Nå er passordet nok for å logge inn.',
  },
  changed_second_step_reset: {
    nl: '{company} heeft de tweede stap van uw account teruggezet. Uw authenticator-app, passkeys en herstelcodes werken niet meer en u bent op alle apparaten afgemeld. Meld u aan met uw wachtwoord; daarna kunt u op Mijn pagina een nieuwe tweede stap instellen.',
    en: '{company} reset the second step of your account. Your authenticator app, passkeys and recovery codes no longer work, and you are signed out on all devices. Sign in with your password; after that you can set up a new second step on My page.',
    de: '{company} hat den zweiten Schritt Ihres Kontos zurückgesetzt. Ihre Authenticator-App, Passkeys und Wiederherstellungscodes gelten nicht mehr, und Sie sind auf allen Geräten abgemeldet. Melden Sie sich mit Ihrem Passwort an; danach können Sie auf „Meine Seite“ einen neuen zweiten Schritt einrichten.',
    no: '{company} har nullstilt det ekstra steget for kontoen din. Autentiseringsappen, passnøklene og gjenopprettingskodene dine virker ikke lenger, og du er logget ut på alle enheter. Logg inn med passordet; deretter kan du sette opp et nytt ekstra steg på Min side.',
  },
  changed_recovery_codes: {
    nl: 'Voor uw account zijn nieuwe herstelcodes gemaakt. De vorige werken niet meer.',
    en: 'New recovery codes were made for your account. The earlier ones no longer work.',
    de: 'Für Ihr Konto wurden neue Wiederherstellungscodes erstellt. Die bisherigen gelten nicht mehr.',
    no: 'Det ble laget nye gjenopprettingskoder for kontoen din. De forrige virker ikke lenger.',
  },
  changed_recovery_code_used: {
    nl: 'Er is een herstelcode van uw account gebruikt. Nog over: {left}.',
    en: 'A recovery code of your account was used. Left: {left}.',
    de: 'Ein Wiederherstellungscode Ihres Kontos wurde benutzt. Noch übrig: {left}.',
    no: 'En gjenopprettingskode for kontoen din ble brukt. Igjen: {left}.',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
