import type { CatalogueEntry } from '../error-catalogue.ts';

/** Asking why somebody gets in or not. */
export const explainErrors = {
  email_unusable: {
    status: 400,
    en: '“{email}” is no e-mail address. Write it as anna@example.com.',
    nl: '‘{email}’ is geen e-mailadres. Schrijf het als anna@example.com.',
  },
  page_address_unusable: {
    status: 400,
    en: '“{url}” is no address of a page. Copy it from the browser, such as https://portal.example.com/prices.',
    nl: '‘{url}’ is geen adres van een pagina. Kopieer het uit de browser, zoals https://portaal.example.com/prijzen.',
  },
  page_of_no_website: {
    status: 404,
    en: 'No website of this gate has the host name {host}. There are: {known}. Check the address, or add the host name to the website in the office and press Update website.',
    nl: 'Geen website van deze toegangspoort heeft de hostnaam {host}. Er zijn: {known}. Controleer het adres, of voeg de hostnaam in het kantoor aan de website toe en druk op Website bijwerken.',
  },
  page_of_other_website: {
    status: 400,
    en: '{host} does not belong to {website}, whose host names are: {known}. Take a page of this website.',
    nl: '{host} hoort niet bij {website}; de hostnamen daarvan zijn: {known}. Neem een pagina van deze website.',
  },
  time_unusable: {
    status: 400,
    en: '“{value}” is no time. Write it as 2027-12-31, or with an hour as 2027-12-31T14:00.',
    nl: '‘{value}’ is geen tijdstip. Schrijf het als 2027-12-31, of met een uur als 2027-12-31T14:00.',
  },
  language_unknown: {
    status: 400,
    en: '“{value}” is no language of the office. There are: {known}.',
    nl: '‘{value}’ is geen taal van het kantoor. Er zijn: {known}.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
