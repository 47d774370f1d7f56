import type { CatalogueEntry } from '../error-catalogue.ts';

/** Licences. */
export const licenceErrors = {
  licence_missing: {
    status: 402,
    en: 'There is no licence for website access in this company database. Enter one under Settings, Licence.',
    nl: 'Deze bedrijfsdatabase heeft geen licentie voor websitetoegang. Voer er een in bij Instellingen, Licentie.',
  },
  licence_altered: {
    status: 422,
    en: 'This licence is incomplete or was altered. Copy the whole text you received and paste it again.',
    nl: 'Deze licentie is niet compleet of is gewijzigd. Kopieer de hele tekst die u kreeg en plak hem opnieuw.',
  },
  licence_other_company: {
    status: 422,
    en: 'This licence was issued for {company}, not for this company database. Ask for one with the code shown here.',
    nl: 'Deze licentie is afgegeven voor {company}, niet voor deze bedrijfsdatabase. Vraag er een aan met de code die hier staat.',
  },
  licence_expired: {
    status: 422,
    en: 'This licence ended on {date}. Ask for a new one.',
    nl: 'Deze licentie is verlopen op {date}. Vraag een nieuwe aan.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
