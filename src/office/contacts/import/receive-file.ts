import { AppError } from '../../../core/errors.ts';
import { newId } from '../../../core/uuid.ts';
import type { Actor, Office } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { EncodingDetector } from './file-encoding.ts';
import { otherKind } from './file-kind.ts';
import { readFileStart } from './file-start.ts';
import type { ImportRow } from './import-row.ts';

export interface ReceivedFile {
  readonly companyId: string;
  readonly actor: Actor;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** A contact is some 200 bytes: two million of them. */
export const LARGEST_FILE = 500 * 1024 * 1024;
/** The file is kept in pieces of about this size; no more of it is in memory at once. */
const PIECE = 512 * 1024;

/**
 * Takes in a contact file as it arrives, keeps it in pieces in the database, so that any process can work on it, and
 * recognises encoding, delimiter and columns (case 38). What is no delimited text is refused by its first bytes.
 * @throws AppError `import_file_not_csv`, `import_file_empty`, `import_file_only_header`, `import_file_too_large`,
 *   and what reading `bytes` throws; nothing is kept then
 */
export async function receiveFile(office: Office, received: ReceivedFile): Promise<ImportRow> {
  const { db } = office;
  const { companyId, fileName } = received;
  const id = newId();
  await db
    .insertInto('contact_import')
    .values({
      company_id: companyId,
      id,
      file_name: fileName,
      state: 'uploading',
      size: 0,
      encoding: '',
      delimiter: '',
      headers: [],
      mapping: '[]',
      preview: '[]',
      actor: received.actor.name,
      actor_id: received.actor.id,
      created_at: office.clock.now(),
    })
    .execute();
  try {
    const file = await keepPieces(office, received, id);
    const start = readFileStart(file.first, file.encoding, file.size === file.first.length);
    if (start === null) throw new AppError('import_file_empty', { file: fileName });
    if (!start.hasLines) throw new AppError('import_file_only_header', { file: fileName });
    return await db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('contact_import')
        .set({
          state: 'uploaded',
          size: file.size,
          encoding: file.encoding,
          delimiter: start.delimiter,
          headers: [...start.headers],
          mapping: JSON.stringify(start.mapping),
          preview: JSON.stringify(start.preview),
        })
        .where('company_id', '=', companyId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await announce(trx, companyId, 'imports');
      return row;
    });
  } catch (error) {
    await db.deleteFrom('contact_import').where('company_id', '=', companyId).where('id', '=', id).execute();
    throw error;
  }
}

async function keepPieces(
  office: Office,
  { companyId, fileName, bytes }: ReceivedFile,
  importId: string,
): Promise<{ readonly first: Buffer; readonly size: number; readonly encoding: string }> {
  const detector = new EncodingDetector();
  let first: Buffer | null = null;
  let size = 0;
  let number = 0;
  for await (const piece of pieces(bytes)) {
    if (first === null) {
      const kind = otherKind(piece.subarray(0, 64 * 1024));
      if (kind !== null) throw new AppError('import_file_not_csv', { file: fileName, kind });
      first = piece;
    }
    size += piece.length;
    if (size > LARGEST_FILE) {
      throw new AppError('import_file_too_large', { file: fileName, megabytes: LARGEST_FILE / 1024 / 1024 });
    }
    detector.add(piece);
    await office.db
      .insertInto('contact_import_chunk')
      .values({ company_id: companyId, import_id: importId, number, bytes: piece })
      .execute();
    number += 1;
  }
  if (first === null) throw new AppError('import_file_empty', { file: fileName });
  return { first, size, encoding: detector.encoding() };
}

/** Gathers what arrives into pieces of `PIECE` bytes or somewhat more. */
async function* pieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let size = 0;
  for await (const part of bytes) {
    gathered.push(part);
    size += part.length;
    if (size < PIECE) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(gathered);
}
