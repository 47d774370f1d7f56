import type { CatalogueEntry } from '../error-catalogue.ts';

/** The gate. */
export const gateErrors = {
  website_unknown: {
    status: 404,
    en: 'There is nothing here. Check the address.',
    nl: 'Hier is niets. Controleer het adres.',
  },
  busy: {
    status: 503,
    en: 'It is very busy right now. Nothing was lost; try again in {seconds} seconds.',
    nl: 'Het is nu erg druk. Er is niets verloren; probeer het over {seconds} seconden opnieuw.',
  },
  address_not_understood: {
    status: 400,
    en: 'This address can’t be read in one way only, so it was not opened. Check it for `//`, `..`, `;` or encoded slashes.',
    nl: 'Dit adres is niet op één manier te lezen en is daarom niet geopend. Controleer het op `//`, `..`, `;` of gecodeerde schuine strepen.',
  },
  sign_in_needed: {
    status: 401,
    en: 'This is for customers who are signed in. Sign in and try again.',
    nl: 'Dit is voor klanten die zijn ingelogd. Log in en probeer het opnieuw.',
  },
  access_refused: {
    status: 403,
    en: 'You are signed in, but your account gives no access here at the moment. My page shows how your account stands.',
    nl: 'U bent ingelogd, maar uw account geeft hier op dit moment geen toegang. Mijn pagina toont hoe het met uw account staat.',
  },
  page_not_found: {
    status: 404,
    en: 'This page does not exist. Check the address or go back to the start page.',
    nl: 'Deze pagina bestaat niet. Controleer het adres of ga terug naar de startpagina.',
  },
  method_not_allowed: {
    status: 405,
    en: 'Pages of this website can only be read. Go back to the start page.',
    nl: 'Pagina’s van deze website zijn alleen te lezen. Ga terug naar de startpagina.',
  },
  website_down: {
    status: 502,
    en: 'The website does not answer right now. Nothing of yours was lost; try again in a minute.',
    nl: 'De website antwoordt op dit moment niet. Er is niets van u verloren; probeer het over een minuut opnieuw.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
