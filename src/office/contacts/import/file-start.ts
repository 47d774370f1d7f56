import {
  type ContactField,
  type Delimiter,
  detectDelimiter,
  recogniseColumns,
} from '../../../core/contact-columns.ts';
import { CsvReader } from './csv-reader.ts';
import { FileDecoder } from './file-encoding.ts';

/** What the first lines of a contact file tell. */
export interface FileStart {
  readonly delimiter: string;
  readonly headers: readonly string[];
  readonly mapping: readonly (ContactField | null)[];
  /** The first lines below the header, as they are. */
  readonly preview: readonly (readonly string[])[];
  /** Whether there is any line below the header. */
  readonly hasLines: boolean;
}

const PREVIEWED = 10;
/** Lines by which columns without a telling header are recognised. */
const SAMPLED = 200;

/** Reads the beginning of a file; null where it holds nothing. `isWhole` says that nothing follows. */
export function readFileStart(bytes: Buffer, encoding: string, isWhole: boolean): FileStart | null {
  const decoder = new FileDecoder(encoding);
  const text = decoder.read(bytes) + (isWhole ? decoder.end() : '');
  const delimiter = declaredDelimiter(text) ?? detectDelimiter(text);
  const reader = new CsvReader(delimiter);
  const records = [...reader.read(text), ...(isWhole ? reader.end() : [])];
  const filled = records.map((record) => record.cells ?? []).filter((cells) => !isBlank(cells));
  const [header, ...rows] = filled.filter((cells) => !isDeclaration(cells, delimiter));
  if (header === undefined) return null;
  const headers = header.map((cell) => cell.trim());
  return {
    delimiter,
    headers,
    mapping: recogniseColumns(
      headers,
      rows.slice(0, SAMPLED).map((row) => [...row]),
    ),
    preview: rows.slice(0, PREVIEWED).map((row) => row.slice(0, headers.length)),
    hasLines: rows.length > 0,
  };
}

/** The line `sep=;` by which Excel is told the delimiter. */
function declaredDelimiter(text: string): Delimiter | null {
  const declared = /^"?sep=([;,|\t])"?\r?\n/i.exec(text)?.[1];
  return declared === ';' || declared === ',' || declared === '|' || declared === '\t' ? declared : null;
}

/** Whether a line is that one and not the header. */
export function isDeclaration(cells: readonly string[], delimiter: string): boolean {
  return /^"?sep=/i.test(cells[0] ?? '') && cells.join(delimiter).replaceAll('"', '').length <= 5;
}

/** Whether all cells of a line are empty; spreadsheets write such lines below what is filled in. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
