import type en from '../en/table.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  columns: 'Kolommen',
  columnsReset: 'Standaardkolommen',
  filters: 'Filter',
  removeFilter: 'Filter {{name}} verwijderen',
  clearFilters: 'Alles wissen',
  sortedUp: 'oplopend gesorteerd',
  sortedDown: 'aflopend gesorteerd',
  selectRow: '{{name}} selecteren',
  selectAll: 'Alle getoonde rijen selecteren',
  selected_one: '{{count}} geselecteerd',
  selected_other: '{{count}} geselecteerd',
  clearSelection: 'Selectie opheffen',
  shown_one: '{{formatted}} rij',
  shown_other: '{{formatted}} rijen',
  loadingMore: 'Meer laden…',
  endOfList: 'Einde van de lijst',
  export: 'Exporteren',
} satisfies SameKeys<typeof en>;
