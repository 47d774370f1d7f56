import type { CatalogueEntry } from '../error-catalogue.ts';

/** The link between office and gate. */
export const linkErrors = {
  gate_unreachable: {
    status: 503,
    en: 'The gate {gate} does not answer ({reason}). Your changes are kept; try again in a moment.',
    nl: 'De poort {gate} antwoordt niet ({reason}). Uw wijzigingen zijn bewaard; probeer het straks opnieuw.',
  },
  link_refused: {
    status: 502,
    en: 'The gate {gate} refused: {reason}',
    nl: 'De poort {gate} weigerde: {reason}',
  },
  link_not_authentic: {
    status: 401,
    en: 'This message is not signed by the office that this gate was paired with.',
    nl: 'Dit bericht is niet ondertekend door het kantoor waaraan deze poort gekoppeld is.',
  },
  link_clock_differs: {
    status: 401,
    en: 'The clocks of office and gate differ by more than a minute. Set both right (time synchronisation) and try again.',
    nl: 'De klokken van kantoor en poort lopen meer dan een minuut uiteen. Zet beide gelijk (tijdsynchronisatie) en probeer het opnieuw.',
  },
  link_repeated: {
    status: 401,
    en: 'This very message was received before. Nothing was changed.',
    nl: 'Precies dit bericht is al eerder ontvangen. Er is niets gewijzigd.',
  },
  link_not_paired: {
    status: 401,
    en: 'This gate is not paired with an office yet. Use the one-time code that it prints at its start.',
    nl: 'Deze poort is nog niet aan een kantoor gekoppeld. Gebruik de eenmalige code die hij bij de start laat zien.',
  },
  link_code_wrong: {
    status: 403,
    en: 'This pairing code is not right, was used already or is out of date. Start the gate again to get a new one.',
    nl: 'Deze koppelcode klopt niet, is al gebruikt of is verlopen. Start de poort opnieuw voor een nieuwe.',
  },
  link_office_behind: {
    status: 409,
    en: 'The gate has changes up to number {gate}, the office only up to {office}: the office was put back from an older copy. Nothing was changed. Put back the newest copy, or ask whoever runs Gatehouse.',
    nl: 'De poort heeft wijzigingen tot nummer {gate}, het kantoor maar tot {office}: het kantoor is teruggezet vanuit een oudere kopie. Er is niets gewijzigd. Zet de nieuwste kopie terug, of vraag het de beheerder van Gatehouse.',
  },
  link_account_unknown: {
    status: 404,
    en: 'This gate knows no such access. Update the website, then try again.',
    nl: 'Deze poort kent deze toegang niet. Werk de website bij en probeer het opnieuw.',
  },
  gate_too_old: {
    status: 502,
    en: 'The gate {gate} runs an older Gatehouse that cannot do this yet. Nothing was changed. Have the gate updated, then try again.',
    nl: 'Op de poort {gate} draait een oudere Gatehouse, die dit nog niet kan. Er is niets gewijzigd. Laat de poort bijwerken en probeer het opnieuw.',
  },
  link_message_invalid: {
    status: 400,
    en: 'The message cannot be read: {reason}.',
    nl: 'Het bericht kan niet worden gelezen: {reason}.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
