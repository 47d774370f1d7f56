import type { VisitWords } from './visit-words.ts';

/** What is told in Dutch of each finding, and what can be done about it. */
export const dutchWords: VisitWords = {
  host_known: { what: '{host} hoort bij de website ‘{website}’.' },
  host_unknown: {
    what: '{host} hoort niet bij de website ‘{website}’.',
    advice:
      'Voeg de naam toe bij Websites → {website} → Instellingen → Hostnamen, en druk op Website bijwerken.',
  },
  path_understood: { what: 'De pagina {path} is maar op één manier te lezen.' },
  path_unclear: {
    what: 'De pagina {target} is op meer dan één manier te lezen en telt daarom als gesloten.',
    advice: 'Gebruik een adres zonder “//”, “..”, “;” of gecodeerde schuine strepen.',
  },
  path_refused: {
    what: 'De pagina {target} is op meer dan één manier te lezen; de toegangspoort opent haar voor niemand.',
    advice: 'Gebruik een adres zonder “//”, “..”, “;” of gecodeerde schuine strepen.',
  },
  open_none: { what: 'De website heeft geen bescherming: elke pagina is open voor iedereen.' },
  open_voluntary: { what: 'Inloggen is vrijwillig: elke pagina is open voor iedereen.' },
  open_check_out: {
    what: 'De pagina hoort bij het afrekenen: open voor iedereen, na de vraag of men wil inloggen.',
  },
  open_gate: {
    what: 'De pagina is van de toegangspoort zelf (inloggen, Mijn pagina) en open voor iedereen.',
  },
  open_outside: { what: 'De pagina ligt buiten de gesloten delen ({prefixes}) en is open voor iedereen.' },
  closed_whole: { what: 'De hele website is gesloten: alleen wie toegang heeft komt binnen.' },
  closed_parts: {
    what: 'Gesloten zijn {prefixes} en alles daaronder: daar komt alleen binnen wie toegang heeft.',
  },
  closed_prefix: {
    what: 'De pagina ligt in het gesloten deel {prefix}: alleen wie toegang heeft komt binnen.',
  },
  closed_unclear: { what: 'Alleen wie toegang heeft komt binnen.' },
  website_enabled: { what: 'De website staat aan.' },
  website_disabled: {
    what: 'De website staat uit: niemand komt in wat gesloten is.',
    advice: 'Zet hem aan bij Websites → {website} → Instellingen, en druk op Website bijwerken.',
  },
  licence_endless: { what: 'De licentie is geldig, zonder einde.' },
  licence_valid: { what: 'De licentie is geldig tot {until}.' },
  licence_grace: {
    what: 'De licentie liep af op {from}; de website blijft open tot {until}.',
    advice: 'Voer vóór die tijd een nieuwe licentie in bij Instellingen → Licentie.',
  },
  licence_over: {
    what: 'De licentie liep af op {until}, meer dan 30 dagen geleden.',
    advice: 'Voer een nieuwe licentie in bij Instellingen → Licentie, en druk op Website bijwerken.',
  },
  licence_none: {
    what: 'Het bedrijf heeft geen licentie.',
    advice: 'Voer er een in bij Instellingen → Licentie, en druk op Website bijwerken.',
  },
  account_exists: { what: 'Het adres {email} heeft een account op deze website.' },
  account_missing: {
    what: 'Het adres {email} heeft geen account op deze website.',
    advice:
      'Kijk of het adres goed geschreven is. Geef toegang bij de relatie → Instellingen → Website → Nieuw, of beslis over de registratie bij Aanmeldingen.',
  },
  account_ended: {
    what: 'Het account van {email} op deze website is beëindigd.',
    advice:
      'Geef opnieuw toegang bij de relatie → Instellingen → Website → Nieuw, en druk op Website bijwerken.',
  },
  status_approved: { what: 'Het account is goedgekeurd.' },
  status_pending: {
    what: 'Het account wacht op goedkeuring.',
    advice:
      'Keur het goed bij Aanmeldingen, of bij de relatie → Instellingen → Website, en druk op Website bijwerken.',
  },
  status_declined: {
    what: 'Het account is geweigerd.',
    advice:
      'Klopt dat niet meer: relatie → Instellingen → Website → Goedgekeurd, en druk op Website bijwerken.',
  },
  status_blocked: {
    what: 'Het account is geblokkeerd.',
    advice:
      'Klopt dat niet meer: relatie → Instellingen → Website → Goedgekeurd, en druk op Website bijwerken.',
  },
  contact_active: { what: 'De relatie is actief.' },
  contact_inactive: {
    what: 'De relatie is inactief; daarmee is al haar toegang gesloten.',
    advice: 'Maak de relatie weer actief op haar kaart, en druk op Website bijwerken.',
  },
  validity_always_begun: { what: 'De toegang heeft geen eerste dag.' },
  validity_begun: { what: 'De toegang begon op {from}.' },
  validity_to_come: {
    what: 'De toegang begint pas op {from}.',
    advice: 'Wacht, of kies een eerdere eerste dag bij de relatie → Instellingen → Website.',
  },
  validity_endless: { what: 'De toegang heeft geen laatste dag.' },
  validity_lasts: { what: 'De toegang duurt tot {until}.' },
  validity_over: {
    what: 'De toegang was voorbij op {until}.',
    advice:
      'Kies een latere laatste dag bij de relatie → Instellingen → Website, en druk op Website bijwerken.',
  },
  sign_in_exists: { what: 'Met dit adres kan worden ingelogd.' },
  sign_in_unproven: {
    what: 'Iemand registreerde zich met dit adres en heeft de link in de mail nog niet geopend.',
    advice:
      'De persoon opent de link, of vraagt een nieuwe op de inlogpagina. Kijk bij Mail of die is verstuurd.',
  },
  sign_in_missing: {
    what: 'Met dit adres kan nog niemand inloggen.',
    advice:
      'De persoon registreert zich op de website, of kiest een wachtwoord met de link in de mail over de goedkeuring (bij Mail).',
  },
  address_proven: { what: 'Het e-mailadres is bevestigd.' },
  address_unproven: {
    what: 'Het e-mailadres is nog niet bevestigd.',
    advice:
      'De persoon opent de link in de laatste mail, of vraagt er een met ‘Wachtwoord vergeten’ op de inlogpagina.',
  },
  password_set: { what: 'Er is een wachtwoord.' },
  passkey_set: { what: 'Er is geen wachtwoord, maar wel een passkey voor deze website.' },
  link_offered: { what: 'Er is geen wachtwoord; de website mailt een inloglink aan wie daarom vraagt.' },
  password_missing: {
    what: 'Er is nog geen wachtwoord gekozen.',
    advice:
      'De persoon kiest er een met de link in de mail over de goedkeuring, of met ‘Wachtwoord vergeten’ op de inlogpagina.',
  },
  second_factor_optional: { what: 'De website eist geen tweede stap bij het inloggen.' },
  second_factor_ready: { what: 'De website eist een tweede stap bij het inloggen, en de persoon heeft die.' },
  second_factor_asked: {
    what: 'De website eist een tweede stap: de persoon krijgt de vraag daarnaar bij het inloggen.',
  },
  second_factor_chosen: { what: 'De persoon koos zelf voor een tweede stap bij het inloggen, en heeft die.' },
  second_factor_missing: {
    what: 'De website eist een tweede stap bij het inloggen, en de persoon heeft die nog niet.',
    advice: 'De persoon stelt die in bij de volgende keer inloggen.',
  },
  second_factor_stuck: {
    what: 'De persoon krijgt de vraag naar een tweede stap, en heeft er geen die op het adres van deze website werkt.',
    advice:
      'Een passkey werkt op het adres waar die is gemaakt. De persoon logt daar in en voegt op Mijn pagina een app of herstelcodes toe.',
  },
  sessions_live: { what: 'Nu ingelogd op deze website, aantal sessies: {count}.' },
  sessions_none: { what: 'Nu niet ingelogd op deze website.' },
  signed_in_before: { what: 'Logde op deze website het laatst in op {at}.' },
  signed_in_never: { what: 'Heeft op deze website nog nooit ingelogd, voor zover het kantoor weet.' },
};
