import type pg from 'pg';
import type { OfficeDatabase } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { CsvReader, type CsvRecord } from './csv-reader.ts';
import { FileDecoder } from './file-encoding.ts';
import { isBlank, isDeclaration } from './file-start.ts';
import { type ImportError, type ImportRow, type Mapping, MOST_ERRORS } from './import-row.ts';
import { type ReadLine, readLine } from './read-line.ts';
import { createStaging, StagingWriter } from './staging.ts';

/** What reading a file gave beside the staged lines. */
export interface StagedFile {
  /** Lines with contacts, good and bad; the header and empty lines are none. */
  readonly lines: number;
  readonly errorLines: number;
  /** The first `MOST_ERRORS`. */
  readonly errors: ImportError[];
}

const PROGRESS_MS = 400;
/** Characters that are read at once: their records are gone again before they grow old in memory. */
const SLICE = 64 * 1024;

/**
 * Reads all lines of an uploaded file into the temporary tables of a connection, good ones only, and notes what is
 * wrong with the others. Holds one piece of the file in memory. Tells its progress through `db`.
 * @param signal breaks off between two pieces
 */
export async function stageFile(
  client: pg.ClientBase,
  db: OfficeDatabase,
  file: ImportRow,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<StagedFile> {
  await createStaging(client);
  const writer = new StagingWriter(client);
  const lines = new LineStager(writer, file, mapping);
  const decoder = new FileDecoder(file.encoding);
  const reader = new CsvReader(file.delimiter);
  reader.columns = file.headers.length;
  let bytes = 0;
  let told = performance.now();
  try {
    for (let number = 0; ; number += 1) {
      signal.throwIfAborted();
      const chunk = await db
        .selectFrom('contact_import_chunk')
        .select('bytes')
        .where('company_id', '=', file.company_id)
        .where('import_id', '=', file.id)
        .where('number', '=', number)
        .executeTakeFirst();
      if (chunk === undefined) break;
      const text = decoder.read(chunk.bytes);
      for (let from = 0; from < text.length; from += SLICE) {
        await lines.add(reader.read(text.slice(from, from + SLICE)));
      }
      bytes += chunk.bytes.length;
      if (performance.now() - told > PROGRESS_MS) {
        await tellProgress(db, file, { lines: lines.lines, bytes });
        told = performance.now();
      }
    }
    await lines.add([...reader.read(decoder.end()), ...reader.end()]);
    await writer.end();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await tellProgress(db, file, { lines: lines.lines, bytes });
  return { lines: lines.lines, errorLines: lines.errorLines, errors: lines.errors };
}

async function tellProgress(
  db: OfficeDatabase,
  file: ImportRow,
  progress: { readonly lines: number; readonly bytes: number },
): Promise<void> {
  await db
    .updateTable('contact_import')
    .set({ progress: JSON.stringify(progress) })
    .where('company_id', '=', file.company_id)
    .where('id', '=', file.id)
    .execute();
  await announce(db, file.company_id, 'imports');
}

function openQuote(line: number): ReadLine {
  return { values: null, errors: [{ line, field: null, value: '', reason: 'quote' }] };
}

/** Turns records into staged lines and errors. */
class LineStager {
  lines = 0;
  errorLines = 0;
  readonly errors: ImportError[] = [];
  readonly #writer: StagingWriter;
  readonly #file: ImportRow;
  readonly #mapping: Mapping;
  #isBeforeHeader = true;

  constructor(writer: StagingWriter, file: ImportRow, mapping: Mapping) {
    this.#writer = writer;
    this.#file = file;
    this.#mapping = mapping;
  }

  async add(records: readonly CsvRecord[]): Promise<void> {
    for (const record of records) {
      this.#addRecord(record);
      await this.#writer.flush();
    }
  }

  #addRecord({ line, cells }: CsvRecord): void {
    if (cells !== null && isBlank(cells)) return;
    if (this.#isBeforeHeader) {
      if (cells === null || !isDeclaration(cells, this.#file.delimiter)) this.#isBeforeHeader = false;
      return;
    }
    this.lines += 1;
    const { values, errors } = cells === null ? openQuote(line) : readLine(line, cells, this.#mapping);
    if (errors !== null) this.#refuse(errors);
    else this.#writer.add(line, values);
  }

  #refuse(errors: readonly ImportError[]): void {
    this.errorLines += 1;
    this.errors.push(...errors.slice(0, MOST_ERRORS - this.errors.length));
  }
}
