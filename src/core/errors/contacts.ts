import type { CatalogueEntry } from '../error-catalogue.ts';

/** The contact register and its import. */
export const contactErrors = {
  contact_number_taken: {
    status: 409,
    en: 'Customer number {number} is already used by {name}. Choose another, or leave it empty to get the next one.',
    nl: 'Relatienummer {number} is al van {name}. Kies een ander, of laat het leeg voor het volgende.',
  },
  contact_in_use: {
    status: 409,
    en: '{name} is in use: it has access to a website, or an application waits. Make it inactive instead; or end the access, decide on the application, update the website and delete it then.',
    nl: '{name} is in gebruik: er is toegang tot een website, of er wacht een aanmelding. Maak de relatie inactief; of beëindig de toegang, beslis over de aanmelding, werk de website bij en verwijder de relatie dan.',
  },
  merge_with_itself: {
    status: 422,
    en: 'A contact can’t be merged with itself. Choose the other one of the two.',
    nl: 'Een relatie kan niet met zichzelf worden samengevoegd. Kies de andere van de twee.',
  },
  merge_into_inactive: {
    status: 409,
    en: '{name} is inactive, so that everybody’s access would close. Make it active first, or keep the other one.',
    nl: '{name} is inactief; ieders toegang zou sluiten. Maak deze relatie eerst actief, of behoud de andere.',
  },
  stale_revision: {
    status: 409,
    en: '{who} changed this {when}. Your change was not saved; look at the newest version and decide again.',
    nl: '{who} heeft dit {when} gewijzigd. Uw wijziging is niet opgeslagen; bekijk de nieuwste versie en beslis opnieuw.',
  },
  person_in_use: {
    status: 409,
    en: '{name} has access to a website. Make this person inactive instead; or end the access, update the website and remove the person then.',
    nl: '{name} heeft toegang tot een website. Maak deze persoon inactief; of beëindig de toegang, werk de website bij en verwijder de persoon dan.',
  },
  contacts_being_indexed: {
    status: 503,
    en: 'Imported contacts are still being put in order, so that nothing can be compared with them yet. This takes at most a few minutes; try again then.',
    nl: 'Geïmporteerde relaties worden nog geordend; er kan nog niets mee worden vergeleken. Dit duurt hooguit enkele minuten; probeer het dan opnieuw.',
  },
  import_file_not_csv: {
    status: 400,
    en: '{file} is not a CSV file but {kind}. Open it in the program it belongs to and save it as “CSV (delimited)”, then import that.',
    nl: '{file} is geen CSV-bestand maar {kind}. Open het in het programma waar het bij hoort en sla het op als “CSV (gescheiden)”; importeer dat.',
  },
  import_file_empty: {
    status: 400,
    en: '{file} is empty. Export your contacts again and look whether the file holds lines.',
    nl: '{file} is leeg. Exporteer uw relaties opnieuw en kijk of er regels in het bestand staan.',
  },
  import_file_only_header: {
    status: 400,
    en: '{file} holds a line of headers and no contacts below it. Export your contacts again.',
    nl: '{file} bevat een regel met kolomkoppen en geen relaties eronder. Exporteer uw relaties opnieuw.',
  },
  import_file_too_large: {
    status: 413,
    en: '{file} is larger than {megabytes} MB. Divide it into several files, each with the line of headers.',
    nl: '{file} is groter dan {megabytes} MB. Verdeel het over meer bestanden, elk met de regel kolomkoppen.',
  },
  import_upload_broken_off: {
    status: 400,
    en: 'Sending {file} broke off, so nothing was kept of it. Send it again.',
    nl: 'Het versturen van {file} brak af; er is niets van bewaard. Verstuur het opnieuw.',
  },
  import_mapping_incomplete: {
    status: 400,
    en: 'No column holds the name of the contact. Choose which one does, or call it “Name” in the first line of the file; the columns are: {columns}.',
    nl: 'Geen kolom bevat de naam van de relatie. Kies welke dat doet, of noem haar ‘Naam’ in de eerste regel van het bestand; de kolommen zijn: {columns}.',
  },
  import_mapping_invalid: {
    status: 400,
    en: 'Each column needs one field or none, and no field may be chosen for two columns. Look at the columns again.',
    nl: 'Elke kolom krijgt één veld of geen, en een veld mag niet voor twee kolommen gekozen zijn. Bekijk de kolommen opnieuw.',
  },
  import_busy: {
    status: 409,
    en: 'This file is being worked on already. Wait until that is done.',
    nl: 'Dit bestand wordt al verwerkt. Wacht tot dat klaar is.',
  },
  import_finished: {
    status: 409,
    en: 'This file was imported already. Send it again if you want to import it once more.',
    nl: 'Dit bestand is al geïmporteerd. Verstuur het opnieuw als u het nog eens wilt importeren.',
  },
  import_company_needed: {
    status: 400,
    en: 'There are several company databases; say into which to import with --company. There are: {known}.',
    nl: 'Er zijn meer bedrijfsdatabases; zeg met --company in welke u importeert. Er zijn: {known}.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
