import type { CatalogueEntry } from '../error-catalogue.ts';

/** Resetting somebody's second step from the office. */
export const secondStepErrors = {
  second_step_account_unknown: {
    status: 409,
    en: 'The website {website} does not know this access yet, so nothing was reset. Press Update website first, then try again.',
    nl: 'De website {website} kent deze toegang nog niet, dus er is niets teruggezet. Druk eerst op Website bijwerken en probeer het opnieuw.',
  },
  second_step_not_reset: {
    status: 503,
    en: 'The gate {gate} does not answer ({reason}). Nothing happened: nothing was reset and no mail went out. Try again in a moment.',
    nl: 'De poort {gate} antwoordt niet ({reason}). Er is niets gebeurd: niets is teruggezet en er ging geen mail uit. Probeer het straks opnieuw.',
  },
  second_step_unsure: {
    status: 503,
    en: 'The gate {gate} did not confirm the reset ({reason}), so it is not sure that it happened. Try again in a moment; doing it twice does no harm.',
    nl: 'De poort {gate} heeft het terugzetten niet bevestigd ({reason}), dus het is niet zeker dat het gebeurd is. Probeer het straks opnieuw; twee keer kan geen kwaad.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
