import type en from '../en/contacts.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  title: 'Relaties',
  search: 'Naam, nummer, e-mail, telefoon of plaats',
  new: 'Nieuwe relatie',
  import: 'Importeren',
  filterType: 'Soort',
  filterState: 'Toestand',
  filterWebsite: 'Toegang tot',
  states: { active: 'Actief', inactive: 'Inactief', all: 'Actief en inactief' },
  stateChip: 'Toestand: {{value}}',
  typeChip: 'Soort: {{value}}',
  websiteChip: 'Toegang tot: {{value}}',
  sort: 'Volgorde',
  listLabel: 'Relaties',
  empty: 'Er zijn nog geen relaties. Importeer ze uit een bestand van uw boekhouding, of typ de eerste in.',
  nothingFound: 'Geen relatie past bij deze zoekopdracht.',
  clearSearch: 'Alle relaties tonen',
  number: 'Nummer',
} satisfies SameKeys<typeof en>;
