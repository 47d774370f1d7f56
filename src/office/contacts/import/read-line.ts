import type { z } from 'zod';
import type { importField } from '../../../contract/contacts.ts';
import { cellProblem, countryCode, parseActive, parseYesNo } from '../../../core/contact-columns.ts';
import { parseEmailAddress } from '../../../core/email-address.ts';
import type { ImportError, Mapping } from './import-row.ts';
import { languageCode } from './language-code.ts';

export type Field = z.infer<typeof importField>;

/** The values of a line; null where the file says nothing: the column is not there, or the cell is empty. */
export type LineValues = { readonly [F in Field]: string | null };

/** A line that can be taken, or why it can't. */
export type ReadLine =
  | { readonly values: LineValues; readonly errors: null }
  | { readonly values: null; readonly errors: readonly ImportError[] };

/** Most characters of a field, as `contactInput` of the contract has them. */
const longest: Readonly<Record<Field, number>> = {
  number: 30,
  name: 200,
  street: 200,
  postcode: 20,
  town: 100,
  country: 60,
  phone: 50,
  email: 254,
  registrationNo: 50,
  vatNo: 50,
  isCustomer: 20,
  isSupplier: 20,
  isPartner: 20,
  isPrivate: 20,
  personName: 200,
  personEmail: 254,
  priceGroup: 50,
  language: 40,
  status: 40,
};

interface Spelling {
  /** The value in the spelling that is kept; null for what it can't be. */
  readonly read: (cell: string) => string | null;
  /** Why it can't be taken, a key of the interface's texts. */
  readonly reason: string;
}

const email: Spelling = { read: (cell) => parseEmailAddress(cell)?.typed ?? null, reason: 'email' };
const yesNo: Spelling = { read: (cell) => toBoolean(parseYesNo(cell)), reason: 'yes_no' };
const spellings: Readonly<Partial<Record<Field, Spelling>>> = {
  email,
  personEmail: email,
  isCustomer: yesNo,
  isSupplier: yesNo,
  isPartner: yesNo,
  isPrivate: yesNo,
  country: { read: countryCode, reason: 'country' },
  status: { read: (cell) => toBoolean(parseActive(cell)), reason: 'status' },
  language: { read: languageCode, reason: 'language' },
};

function toBoolean(value: boolean | null): string | null {
  return value === null ? null : value ? 't' : 'f';
}

/** Cells are shown in an error up to this length. */
const SHOWN = 100;

const nothing = Object.fromEntries(Object.keys(longest).map((field) => [field, null])) as LineValues; // all fields

/** Reads one line of a contact file by the columns' fields (case 38). `yes` and `no` become `t` and `f`. */
export function readLine(line: number, cells: readonly string[], mapping: Mapping): ReadLine {
  const surplus = cells.slice(mapping.length).find((cell) => cell.trim() !== '');
  if (surplus !== undefined) return refuse(line, null, surplus, 'too_many_cells');
  if (cells.length < mapping.length) return refuse(line, null, cells.at(-1) ?? '', 'too_few_cells');
  const values: { [F in Field]: string | null } = { ...nothing };
  const errors: ImportError[] = [];
  for (let column = 0; column < mapping.length; column++) {
    const field = mapping[column];
    const cell = (cells[column] ?? '').trim();
    if (field == null || cell === '') continue;
    const reason = problemOf(field, cell);
    const spelling = spellings[field];
    const value = spelling === undefined ? cell.normalize('NFC') : spelling.read(cell);
    if (reason !== null) errors.push(toError(line, field, cell, reason));
    else if (value === null) errors.push(toError(line, field, cell, spelling?.reason ?? 'other'));
    else values[field] = value;
  }
  if (values.name === null && !errors.some((error) => error.field === 'name')) {
    errors.push(toError(line, 'name', '', 'required'));
  }
  return errors.length > 0 ? { values: null, errors } : { values, errors: null };
}

function problemOf(field: Field, cell: string): string | null {
  if (cell.length > longest[field]) return 'too_long';
  if (/\p{Cc}/u.test(cell)) return 'control_characters';
  return cellProblem(field, cell);
}

function refuse(line: number, field: Field | null, value: string, reason: string): ReadLine {
  return { values: null, errors: [toError(line, field, value, reason)] };
}

function toError(line: number, field: Field | null, value: string, reason: string): ImportError {
  return { line, field, value: value.slice(0, SHOWN), reason };
}
