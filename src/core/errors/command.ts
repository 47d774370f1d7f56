import type { CatalogueEntry } from '../error-catalogue.ts';

/** Starting and the command line. */
export const commandErrors = {
  port_taken: {
    status: 500,
    en: 'Port {port} is in use by another program, so the {what} cannot listen there. Stop that program, or choose another port with {variable}.',
    nl: 'Poort {port} is al in gebruik door een ander programma; de {what} kan daar niet luisteren. Stop dat programma, of kies een andere poort met {variable}.',
  },
  configuration_invalid: {
    status: 500,
    en: 'The setting {variable} is not right: {reason}. Correct it and start again.',
    nl: 'De instelling {variable} klopt niet: {reason}. Verbeter die en start opnieuw.',
  },
  data_folder_unusable: {
    status: 500,
    en: 'The data folder {folder} cannot be used ({reason}). Check its rights and free space, or choose another folder with GATEHOUSE_DATA.',
    nl: 'De gegevensmap {folder} is niet bruikbaar ({reason}). Controleer de rechten en de vrije ruimte, of kies een andere map met GATEHOUSE_DATA.',
  },
  invalid_input: {
    status: 400,
    en: 'Some fields need attention. They are marked below.',
    nl: 'Sommige velden moeten nog worden verbeterd. Ze staan hieronder aangegeven.',
  },
  not_found: {
    status: 404,
    en: 'This does not exist, or not any more. Go back to the list and choose again.',
    nl: 'Dit bestaat niet (meer). Ga terug naar de lijst en kies opnieuw.',
  },
  file_unreadable: {
    status: 400,
    en: 'The file {file} cannot be read: {reason}. Check the name and the rights.',
    nl: 'Het bestand {file} kan niet worden gelezen: {reason}. Controleer de naam en de rechten.',
  },
  cross_site: {
    status: 403,
    en: 'This request did not come from a page of this office, so nothing was changed. Reload the page and try again.',
    nl: 'Dit verzoek kwam niet van een pagina van dit kantoor; er is niets gewijzigd. Laad de pagina opnieuw en probeer het nog eens.',
  },
  body_too_large: {
    status: 413,
    en: 'This is more than can be sent at once. Send less, or import it as a file.',
    nl: 'Dit is meer dan in één keer kan worden verstuurd. Verstuur minder, of importeer het als bestand.',
  },
  body_unreadable: {
    status: 400,
    en: 'What was sent cannot be read. Reload the page and try again.',
    nl: 'Wat verstuurd is kan niet worden gelezen. Laad de pagina opnieuw en probeer het nog eens.',
  },
  company_not_found: {
    status: 404,
    en: 'There is no company database {company}. There are: {known}.',
    nl: 'Er is geen bedrijfsdatabase {company}. Er zijn: {known}.',
  },
  company_missing: {
    status: 404,
    en: 'There is no company database yet. Start Gatehouse with "gatehouse start" and make one at the address that it prints.',
    nl: 'Er is nog geen bedrijfsdatabase. Start Gatehouse met "gatehouse start" en maak er een op het adres dat dan verschijnt.',
  },
  company_not_chosen: {
    status: 400,
    en: 'There are several company databases. Say which one with --company: {known}.',
    nl: 'Er zijn meer bedrijfsdatabases. Zeg welke met --company: {known}.',
  },
  employee_not_found: {
    status: 404,
    en: 'Nobody signs in to this office as {email}. Employees: {known}.',
    nl: 'Niemand meldt zich bij dit kantoor aan als {email}. Medewerkers: {known}.',
  },
  date_invalid: {
    status: 400,
    en: '"{value}" is no date. Write it as 2027-12-31.',
    nl: '"{value}" is geen datum. Schrijf hem als 2027-12-31.',
  },
  date_past: {
    status: 400,
    en: '{value} is over already. Give a last day that is still to come.',
    nl: '{value} is al voorbij. Geef een laatste dag die nog komt.',
  },
  link_address_missing: {
    status: 500,
    en: 'This office does not know its gate yet. Set GATE_LINK_URL to the address of the gate’s link (http://gate.example.com:8082) and GATE_PAIRING_CODE to the code that "gatehouse gate" prints, and start again.',
    nl: 'Dit kantoor kent zijn poort nog niet. Zet GATE_LINK_URL op het adres van de link van de poort (http://poort.example.com:8082) en GATE_PAIRING_CODE op de code die "gatehouse gate" toont, en start opnieuw.',
  },
  internal_error: {
    status: 500,
    en: 'Something went wrong here; nothing was changed. Try again; if it stays, look in the log under {id}.',
    nl: 'Hier ging iets mis; er is niets gewijzigd. Probeer het opnieuw; blijft het, kijk dan in het logboek bij {id}.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
