import type { CatalogueEntry } from '../error-catalogue.ts';
import type { VisitorTranslated } from '../language.ts';

/** The gate: what visitors meet, in their languages. */
export const gateErrors = {
  website_unknown: {
    status: 404,
    en: 'There is nothing here. Check the address.',
    nl: 'Hier is niets. Controleer het adres.',
    de: 'Hier ist nichts. Prüfen Sie die Adresse.',
    no: 'Her er det ingenting. Sjekk adressen.',
  },
  busy: {
    status: 503,
    en: 'It is very busy right now. Nothing was lost; try again in {seconds} seconds.',
    nl: 'Het is nu erg druk. Er is niets verloren; probeer het over {seconds} seconden opnieuw.',
    de: 'Es ist gerade sehr viel los. Nichts ging verloren; versuchen Sie es in {seconds} Sekunden noch einmal.',
    no: 'Det er svært travelt akkurat nå. Ingenting gikk tapt; prøv igjen om {seconds} sekunder.',
  },
  crowded: {
    status: 503,
    en: 'It is very busy right now. Go back, and try again in {seconds} seconds.',
    nl: 'Het is nu erg druk. Ga terug en probeer het over {seconds} seconden opnieuw.',
    de: 'Es ist gerade sehr viel los. Gehen Sie zurück, und versuchen Sie es in {seconds} Sekunden noch einmal.',
    no: 'Det er svært travelt akkurat nå. Gå tilbake, og prøv igjen om {seconds} sekunder.',
  },
  address_not_understood: {
    status: 400,
    en: 'This address can’t be read in one way only, so it was not opened. Check it for `//`, `..`, `;` or encoded slashes.',
    nl: 'Dit adres is niet op één manier te lezen en is daarom niet geopend. Controleer het op `//`, `..`, `;` of gecodeerde schuine strepen.',
    de: 'Diese Adresse ist nicht eindeutig zu lesen und wurde deshalb nicht geöffnet. Prüfen Sie sie auf `//`, `..`, `;` oder kodierte Schrägstriche.',
    no: 'Denne adressen kan leses på flere måter og ble derfor ikke åpnet. Se etter `//`, `..`, `;` eller kodede skråstreker.',
  },
  sign_in_needed: {
    status: 401,
    en: 'This is for customers who are signed in. Sign in and try again.',
    nl: 'Dit is voor klanten die zijn ingelogd. Log in en probeer het opnieuw.',
    de: 'Das ist für angemeldete Kunden. Melden Sie sich an und versuchen Sie es noch einmal.',
    no: 'Dette er for kunder som er logget inn. Logg inn og prøv igjen.',
  },
  access_refused: {
    status: 403,
    en: 'You are signed in, but your account gives no access here at the moment. My page shows how your account stands.',
    nl: 'U bent ingelogd, maar uw account geeft hier op dit moment geen toegang. Mijn pagina toont hoe het met uw account staat.',
    de: 'Sie sind angemeldet, aber Ihr Konto gibt hier zurzeit keinen Zugang. „Meine Seite“ zeigt, wie es um Ihr Konto steht.',
    no: 'Du er logget inn, men kontoen din gir ikke tilgang her nå. Min side viser hvordan det står til med kontoen.',
  },
  page_not_found: {
    status: 404,
    en: 'This page does not exist. Check the address or go back to the start page.',
    nl: 'Deze pagina bestaat niet. Controleer het adres of ga terug naar de startpagina.',
    de: 'Diese Seite gibt es nicht. Prüfen Sie die Adresse oder gehen Sie zur Startseite zurück.',
    no: 'Denne siden finnes ikke. Sjekk adressen eller gå tilbake til forsiden.',
  },
  method_not_allowed: {
    status: 405,
    en: 'Pages of this website can only be read. Go back to the start page.',
    nl: 'Pagina’s van deze website zijn alleen te lezen. Ga terug naar de startpagina.',
    de: 'Seiten dieser Website können nur gelesen werden. Gehen Sie zur Startseite zurück.',
    no: 'Sidene på dette nettstedet kan bare leses. Gå tilbake til forsiden.',
  },
  website_down: {
    status: 502,
    en: 'The website does not answer right now. Nothing of yours was lost; try again in a minute.',
    nl: 'De website antwoordt op dit moment niet. Er is niets van u verloren; probeer het over een minuut opnieuw.',
    de: 'Die Website antwortet gerade nicht. Von Ihnen ging nichts verloren; versuchen Sie es in einer Minute noch einmal.',
    no: 'Nettstedet svarer ikke akkurat nå. Ingenting av ditt gikk tapt; prøv igjen om et minutt.',
  },
  website_slow: {
    status: 504,
    en: 'The website takes too long to answer. What you sent may have arrived; look there before you send it again.',
    nl: 'De website doet te lang over een antwoord. Misschien is wel aangekomen wat u verstuurde; kijk dat na voordat u het opnieuw verstuurt.',
    de: 'Die Website braucht zu lange für eine Antwort. Was Sie gesendet haben, kann angekommen sein; sehen Sie nach, bevor Sie es noch einmal senden.',
    no: 'Nettstedet bruker for lang tid på å svare. Det du sendte, kan ha kommet frem; se etter før du sender det på nytt.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry & VisitorTranslated>>;
