/** One record of a delimited file. */
export interface CsvRecord {
  /** The line it begins on, counted from 1 as an editor does. */
  readonly line: number;
  /** Null where a quotation mark is not closed: such a line is left out whole and reading goes on below it. */
  readonly cells: readonly string[] | null;
}

/** A quoted cell that is still open after so many characters was never meant to be one. */
const LONGEST_RECORD = 100_000;

/**
 * Reads delimited text in pieces (RFC 4180; line ends CRLF, LF or CR; quotes inside an unquoted cell are taken
 * literally, as in `12" pipe`). A quotation mark that is not closed costs its own line and no other: the first one
 * that would swallow lines with another number of cells than the header counts as a slip of the pen.
 */
export class CsvReader {
  readonly #delimiter: string;
  #text = '';
  #line = 1;
  #columns = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** How many cells the header has, from now on. */
  set columns(count: number) {
    this.#columns = count;
  }

  /** Takes the next piece and gives the records that are complete with it. */
  read(piece: string): CsvRecord[] {
    this.#text += piece;
    return this.#take(false);
  }

  /** Gives what is left at the end of the file. */
  end(): CsvRecord[] {
    return this.#take(true);
  }

  #take(isEnd: boolean): CsvRecord[] {
    const text = this.#text;
    const records: CsvRecord[] = [];
    const find = new Finder(text);
    let position = 0;
    while (position < text.length) {
      const stop = find.lineEnd(position);
      if (stop === text.length && !isEnd) break;
      const next = afterLineEnd(text, stop, isEnd);
      if (next === null) break;
      if (find.quote(position) >= stop) {
        records.push({ line: this.#line, cells: text.slice(position, stop).split(this.#delimiter) });
        position = next;
        this.#line += 1;
        continue;
      }
      const record = this.#quoted(text, position, isEnd);
      if (record === 'incomplete' && !isEnd && text.length - position < LONGEST_RECORD) break;
      if (record === 'incomplete' || this.#isSlip(record)) {
        records.push({ line: this.#line, cells: null });
        position = next;
        this.#line += 1;
      } else {
        records.push({ line: this.#line, cells: record.cells });
        position = record.next;
        this.#line += record.lines;
      }
    }
    this.#text = text.slice(position);
    return records;
  }

  /** Whether a record of several lines only came about by a quotation mark that is not closed where it should be. */
  #isSlip(record: QuotedRecord): boolean {
    if (record.lines === 1) return false;
    return record.hasTextAfterQuote || (this.#columns > 0 && record.cells.length !== this.#columns);
  }

  /** Reads a record in which there is a quotation mark. */
  #quoted(text: string, start: number, isEnd: boolean): QuotedRecord | 'incomplete' {
    const cells: string[] = [];
    let position = start;
    let hasTextAfterQuote = false;
    for (;;) {
      let cell = '';
      if (text[position] === '"') {
        const close = closingQuote(text, position + 1, isEnd);
        if (close === null || close - start > LONGEST_RECORD) return 'incomplete';
        cell = text.slice(position + 1, close).replaceAll('""', '"');
        position = close + 1;
      }
      const stop = this.#cellEnd(text, position);
      if (stop > position && cell !== '') hasTextAfterQuote = true;
      cells.push(cell + text.slice(position, stop));
      if (text.startsWith(this.#delimiter, stop)) {
        position = stop + this.#delimiter.length;
        continue;
      }
      if (stop === text.length && !isEnd) return 'incomplete';
      const next = afterLineEnd(text, stop, isEnd);
      if (next === null) return 'incomplete';
      return { cells, next, lines: countLines(text, start, next), hasTextAfterQuote };
    }
  }

  #cellEnd(text: string, from: number): number {
    let position = from;
    while (position < text.length) {
      const character = text[position];
      if (character === '\n' || character === '\r' || character === this.#delimiter) break;
      position += 1;
    }
    return position;
  }
}

interface QuotedRecord {
  readonly cells: readonly string[];
  readonly next: number;
  readonly lines: number;
  /** Something stands between a closing quotation mark and the delimiter. */
  readonly hasTextAfterQuote: boolean;
}

/** Looks for line ends and quotation marks, each place of the text only once. */
class Finder {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  lineEnd(from: number): number {
    return Math.min(this.#next('\n', from), this.#next('\r', from));
  }

  quote(from: number): number {
    return this.#next('"', from);
  }

  #next(character: string, from: number): number {
    const known = this.#found.get(character) ?? -1;
    if (known >= from) return known;
    const index = this.#text.indexOf(character, from);
    const found = index === -1 ? this.#text.length : index;
    this.#found.set(character, found);
    return found;
  }
}

/** Where the next line begins; null while a CR at the end of the piece may belong to a CRLF. */
function afterLineEnd(text: string, stop: number, isEnd: boolean): number | null {
  if (stop === text.length) return stop;
  if (text[stop] === '\n') return stop + 1;
  if (stop + 1 === text.length && !isEnd) return null;
  return text[stop + 1] === '\n' ? stop + 2 : stop + 1;
}

/** Where a quoted cell ends; null where it does not (yet). */
function closingQuote(text: string, from: number, isEnd: boolean): number | null {
  for (let position = from; ; position += 2) {
    position = text.indexOf('"', position);
    if (position === -1) return null;
    if (position + 1 === text.length && !isEnd) return null;
    if (text[position + 1] !== '"') return position;
  }
}

function countLines(text: string, from: number, to: number): number {
  const ends = text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0;
  return /[\r\n]$/.test(text.slice(from, to)) ? ends : ends + 1;
}
