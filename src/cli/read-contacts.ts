import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import {
  type ContactField,
  cellProblem,
  countryCode,
  detectDelimiter,
  recogniseColumns,
} from '../core/contact-columns.ts';
import type { MatchContact, MatchPerson } from '../core/matching/types.ts';
import { InputError, readingProblem } from './input-error.ts';

/** What a contact file held, and what of it could not be used. */
export interface ContactFile {
  readonly contacts: readonly MatchContact[];
  readonly warnings: readonly string[];
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a contact register as an accounting package or a spreadsheet exports it (case 38); lines with the same
 * customer number are one contact with several persons. Throws `InputError` with what to do.
 */
export async function readContacts(file: string): Promise<ContactFile> {
  const text = decode(await readFile(file).catch((error: unknown) => readingProblem(file, error)));
  if (text.startsWith('PK\u0003\u0004') || text.includes('\u0000')) {
    throw new InputError(
      `${file} is not a CSV file. Open it in the program it belongs to and save it as “CSV (delimited)”.`,
    );
  }
  const records = parseCsv(file, text);
  const [header, ...rows] = records;
  if (header === undefined) throw new InputError(`${file} is empty. Give a CSV file with a line of headers.`);
  const columns = recogniseColumns(
    header.record,
    rows.slice(0, 200).map((row) => row.record),
  );
  if (!columns.includes('name')) {
    throw new InputError(
      `${file}, line 1: no column with the name of the contact. Give it the header "Naam" or "Name"; found: ${header.record.join(', ')}.`,
    );
  }
  const contacts = new Map<string, MatchContact & { readonly persons: MatchPerson[] }>();
  const warnings: string[] = [];
  for (const { record, info } of rows) {
    const cell = cellReader(file, info.lines, columns, record, warnings);
    const name = cell('name');
    const person = { name: cell('personName'), email: cell('personEmail') };
    const number = cell('number') || String(info.lines);
    if (name === '' && person.name === '') continue;
    const known = contacts.get(number);
    if (known !== undefined) {
      known.persons.push(person);
      continue;
    }
    contacts.set(number, {
      id: number,
      number,
      name: name || person.name,
      street: cell('street'),
      postcode: cell('postcode'),
      town: cell('town'),
      country: countryCode(cell('country')),
      phone: cell('phone'),
      email: cell('email'),
      registrationNo: cell('registrationNo'),
      vatNo: cell('vatNo'),
      persons: [person],
    });
  }
  return { contacts: [...contacts.values()], warnings };
}

/** Reads cells of one line by field; a number ruined by Excel is left out with a warning. */
function cellReader(
  file: string,
  line: number,
  columns: readonly (ContactField | null)[],
  record: readonly string[],
  warnings: string[],
): (field: ContactField) => string {
  return (field) => {
    const index = columns.indexOf(field);
    const value = index === -1 ? '' : (record[index] ?? '').trim();
    if (cellProblem(field, value) === null) return value;
    warnings.push(
      `${file}, line ${line}: ${value} is a number whose digits Excel threw away; it is left out. Format the column as text and export again.`,
    );
    return '';
  };
}

function parseCsv(file: string, text: string): CsvRecord[] {
  try {
    return parse(text, {
      delimiter: detectDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as CsvRecord[]; // csv-parse does not type `info`
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `, line ${error.lines}` : '';
    throw new InputError(
      `${file}${line}: this is no CSV that we can read (${error.message}). Export it again.`,
    );
  }
}

/** The text of a file by its byte order mark, else UTF-8 where it is valid, else Windows-1252. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
