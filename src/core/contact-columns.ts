import { COLUMN_SYNONYMS, CONTACT_FIELDS, type ContactField } from './contact-column-names.ts';

export type { ContactField } from './contact-column-names.ts';

/** The separators that spreadsheets and accounting packages put between cells. */
export type Delimiter = ';' | ',' | '\t' | '|';

const DELIMITERS: readonly Delimiter[] = [';', ',', '\t', '|'];

/** Words that only say whose number or name it is; a header means the same without them. */
const OWNER_WORDS =
  /^(?:relatie|klant|bedrijfs?|debiteur(?:en)?|company|customer|business|contact|main|hoofd)/;

/** Fields whose value Excel ruins when it takes a long number for a quantity. */
const NUMBER_FIELDS: ReadonlySet<ContactField> = new Set([
  'number',
  'phone',
  'postcode',
  'registrationNo',
  'vatNo',
]);

const fieldByHeader: ReadonlyMap<string, ContactField> = new Map(
  CONTACT_FIELDS.flatMap((field) => COLUMN_SYNONYMS[field].map((name) => [name, field] as const)),
);

/** A header or word without case, accents, spaces and punctuation, so that spellings agree. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Which contact field each column holds, by its Dutch, English or German header; a column whose header says
 * nothing is recognised by its cells where these leave no doubt (e-mail addresses, VAT numbers, …).
 * Each field is given once, to the first column that fits; `null` is a column that we don't know.
 */
export function recogniseColumns(headers: string[], sampleRows: string[][] = []): (ContactField | null)[] {
  const result: (ContactField | null)[] = headers.map(() => null);
  const taken = new Set<ContactField>();
  const give = (index: number, field: ContactField | undefined): void => {
    if (field === undefined || taken.has(field) || result[index] !== null) return;
    result[index] = field;
    taken.add(field);
  };
  const names = headers.map(plain);
  names.forEach((name, index) => {
    give(index, fieldByHeader.get(name));
  });
  names.forEach((name, index) => {
    give(index, fieldByHeader.get(name.replace(OWNER_WORDS, '')));
  });
  names.forEach((_, index) => {
    if (result[index] !== null) return;
    const cells = sampleRows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    give(
      index,
      guessByCells(cells).find((field) => !taken.has(field)),
    );
  });
  return result;
}

const CELL_SHAPES: readonly { shape: RegExp; fields: readonly ContactField[] }[] = [
  { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, fields: ['email', 'personEmail'] },
  {
    shape:
      /^(?:AT|BE|BG|CH|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)[\s.]?[A-Z]?\d[\dA-Z.\s]{6,13}$/,
    fields: ['vatNo'],
  },
  { shape: /^[1-9]\d{3}\s?[A-Za-z]{2}$/, fields: ['postcode'] },
  { shape: /^(?:\+|00)\d[\d\s().-]{7,16}$/, fields: ['phone'] },
];

/** The fields that the cells of one column could hold, likeliest first; needs nine cells in ten to agree. */
function guessByCells(cells: string[]): readonly ContactField[] {
  if (cells.length === 0) return [];
  for (const { shape, fields } of CELL_SHAPES) {
    if (cells.filter((cell) => shape.test(cell)).length >= cells.length * 0.9) return fields;
  }
  return [];
}

const YES: ReadonlySet<string> = new Set([
  'j',
  'ja',
  'y',
  'yes',
  'true',
  'waar',
  'wahr',
  '1',
  'x',
  'on',
  'aan',
]);
const NO: ReadonlySet<string> = new Set([
  'n',
  'nee',
  'no',
  'nein',
  'false',
  'onwaar',
  'falsch',
  '0',
  'off',
  'uit',
]);

/** Yes or no in Dutch, English or German; an empty cell is no, `null` is a value that is neither. */
export function parseYesNo(value: string): boolean | null {
  const word = plain(value);
  if (value.trim() === '' || NO.has(word)) return false;
  return YES.has(word) ? true : null;
}

const ACTIVE: ReadonlySet<string> = new Set(['actief', 'active', 'aktiv', 'a']);
const INACTIVE: ReadonlySet<string> = new Set(
  'inactief nonactief nietactief inactive notactive inaktiv i gearchiveerd archived vervallen blocked geblokkeerd'.split(
    ' ',
  ),
);

/** Whether a status cell says that the contact is active; an empty cell is active, `null` is unknown. */
export function parseActive(value: string): boolean | null {
  const word = plain(value);
  if (value.trim() === '' || ACTIVE.has(word)) return true;
  return INACTIVE.has(word) ? false : parseYesNo(value);
}

/** Names that people write and Unicode's list of countries does not have. */
const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  holland: 'NL',
  thenetherlands: 'NL',
  uk: 'GB',
  engeland: 'GB',
  england: 'GB',
  scotland: 'GB',
  schotland: 'GB',
  wales: 'GB',
  greatbritain: 'GB',
  grootbrittannie: 'GB',
  usa: 'US',
  vs: 'US',
  unitedstatesofamerica: 'US',
  verenigdestatenvanamerika: 'US',
  bondsrepubliekduitsland: 'DE',
  brd: 'DE',
  czechrepublic: 'CZ',
  tsjechischerepubliek: 'CZ',
  slowakischerepubliek: 'SK',
  turkey: 'TR',
  republicofireland: 'IE',
  republiekierland: 'IE',
};

/** The sign on cars, where it is no ISO code of its own. */
const CAR_SIGNS: Readonly<Record<string, string>> = {
  B: 'BE',
  D: 'DE',
  F: 'FR',
  L: 'LU',
  E: 'ES',
  I: 'IT',
  A: 'AT',
};

/** Codes that Unicode names though no company can be established there. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);

let countries: { names: Map<string, string>; codes: Set<string> } | undefined;

/** All country names in Dutch, English and German, made once from the runtime's own Unicode data. */
function countryTable(): { names: Map<string, string>; codes: Set<string> } {
  if (countries !== undefined) return countries;
  const names = new Map<string, string>();
  const codes = new Set<string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const languages = ['nl', 'en', 'de'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  );
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    if (NO_COUNTRIES.has(code) || new Intl.Locale(`und-${code}`).region !== code) continue;
    for (const language of languages) {
      const name = language.of(code);
      if (name === undefined) continue;
      codes.add(code);
      names.set(plain(name), code);
    }
  }
  for (const [alias, code] of Object.entries(COUNTRY_ALIASES)) names.set(alias, code);
  countries = { names, codes };
  return countries;
}

/** The ISO 3166 two-letter code of a country's Dutch, English or German name or code; `null` if unknown. */
export function countryCode(name: string): string | null {
  const { names, codes } = countryTable();
  const word = name.trim().toUpperCase();
  if (codes.has(word)) return word;
  return CAR_SIGNS[word] ?? names.get(plain(name)) ?? null;
}

/** The separator of a delimited text: the one that cuts its first lines into the most, equally many, cells. */
export function detectDelimiter(text: string): Delimiter {
  const lines = unquotedLines(text.slice(0, 65_536)).slice(0, 20);
  const score = (delimiter: Delimiter): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    return first * counts.filter((count) => count === first).length;
  };
  return DELIMITERS.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/** The lines of a text without what stands between quotes (also line ends) and without empty lines. */
function unquotedLines(text: string): string[] {
  return text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => !/^ *$/.test(line)); // of a line whose cells are all quoted only the tabs are left
}

/** Whether a cell is what Excel makes of a long number, such as 1,23E+07: its digits are lost. */
export function isExcelNumber(value: string): boolean {
  return /^\s*[+-]?\d(?:[.,]\d+)?E\+\d{1,3}\s*$/i.test(value);
}

/** What is wrong with a cell of a field, or `null`: `excel_number` is a number ruined by Excel (case 38). */
export function cellProblem(field: ContactField, value: string): 'excel_number' | null {
  return NUMBER_FIELDS.has(field) && isExcelNumber(value) ? 'excel_number' : null;
}
