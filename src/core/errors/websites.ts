import type { CatalogueEntry } from '../error-catalogue.ts';

/** Registering and setting up websites. */
export const websiteErrors = {
  host_taken: {
    status: 409,
    en: 'The host name {host} already belongs to another website. Each host name leads to one website; choose another.',
    nl: 'De hostnaam {host} hoort al bij een andere website. Elke hostnaam leidt naar één website; kies een andere.',
  },
  website_name_taken: {
    status: 409,
    en: 'There is already a website called {name}. Choose another name.',
    nl: 'Er is al een website met de naam {name}. Kies een andere naam.',
  },
  public_url_host: {
    status: 422,
    en: 'The address visitors use begins with {host}, which is not among the host names. Add it there, or correct the address.',
    nl: 'Het adres voor bezoekers begint met {host}, en dat staat niet bij de hostnamen. Voeg het daar toe of verbeter het adres.',
  },
  public_url_insecure: {
    status: 422,
    en: 'Passwords would go to {host} in clear. Begin the address with https:// and give the website a certificate; http:// is only for localhost and names that end in .test.',
    nl: 'Wachtwoorden zouden onversleuteld naar {host} gaan. Laat het adres met https:// beginnen en geef de website een certificaat; http:// kan alleen op localhost en bij namen die op .test eindigen.',
  },
  folder_unreadable: {
    status: 422,
    en: 'The folder {folder} cannot be used: {reason}. Give the full path of a folder that Gatehouse may read.',
    nl: 'De map {folder} is niet bruikbaar: {reason}. Geef het volledige pad van een map die Gatehouse mag lezen.',
  },
  folder_of_the_system: {
    status: 422,
    en: 'The folder {folder} belongs to the system or holds much that is no website, so the gate shows none of it. Put the pages in a folder of their own, such as /srv/website, and give that.',
    nl: 'De map {folder} hoort bij het systeem of bevat veel dat geen website is, dus de poort laat er niets van zien. Zet de pagina’s in een eigen map, bijvoorbeeld /srv/website, en geef die op.',
  },
  folder_outside: {
    status: 422,
    en: 'The folder {folder} lies outside the folders for websites: {allowed}. Put the pages in one of these, or have the administrator of the server add the folder to WEBSITE_FOLDERS.',
    nl: 'De map {folder} ligt buiten de mappen voor websites: {allowed}. Zet de pagina’s in een daarvan, of laat de beheerder van de server de map toevoegen aan WEBSITE_FOLDERS.',
  },
  upstream_own: {
    status: 422,
    en: 'The address {url} leads to Gatehouse itself. Give the address of the website’s own server; if that runs on port {port}, give Gatehouse another port with OFFICE_PORT, GATE_PORT or LINK_PORT.',
    nl: 'Het adres {url} leidt naar Gatehouse zelf. Geef het adres van de eigen server van de website; draait die op poort {port}, geef Gatehouse dan een andere poort met OFFICE_PORT, GATE_PORT of LINK_PORT.',
  },
  upstream_link_local: {
    status: 422,
    en: 'The address {url} is one that machines use among themselves (169.254.… or fe80:…), not that of a website. Give the address of the website’s own server.',
    nl: 'Het adres {url} is er een dat machines onderling gebruiken (169.254.… of fe80:…), niet dat van een website. Geef het adres van de eigen server van de website.',
  },
  upstream_loop: {
    status: 422,
    en: 'The pages would be fetched from the website’s own address {url}, which leads back to the gate. Give the address of the server behind it.',
    nl: 'De pagina’s zouden van het eigen adres {url} van de website komen, en dat leidt terug naar de poort. Geef het adres van de server erachter.',
  },
  paths_missing: {
    status: 422,
    en: 'Name at least one path that is closed, such as /shop, or choose another protection.',
    nl: 'Noem ten minste één pad dat afgesloten is, bijvoorbeeld /shop, of kies een andere beveiliging.',
  },
  gate_missing: {
    status: 409,
    en: 'No gate is connected yet, so there is nothing to register the website with. Start the gate and pair it first.',
    nl: 'Er is nog geen poort gekoppeld waar de website terecht kan. Start de poort en koppel die eerst.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
