import type pg from 'pg';
import { AppError } from '../../../core/errors.ts';
import type { Database } from '../../../database/connect.ts';
import { codeOf, mayPass } from '../../../database/connection-errors.ts';
import type { OfficeTables } from '../../../database/office-tables.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Actor, Office } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { indexAllContacts } from '../index-contacts.ts';
import { applyStaged } from './apply-staged.ts';
import { type Comparison, compareStaged } from './compare-staged.ts';
import { type ImportRow, MOST_ERRORS, mappingShape, writeFailure } from './import-row.ts';
import { type StagedFile, stageFile } from './stage-file.ts';
import { onConnection } from './staging.ts';

/** The office with its pool: an import keeps one connection for its temporary tables and its lock. */
export interface ImportWork {
  readonly office: Office;
  readonly database: Pick<Database<OfficeTables>, 'pool'>;
  /** Ends the work between two steps; the import then goes on at the next start. */
  readonly signal: AbortSignal;
}

const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 5;

/**
 * Does what an import waits for, its check or its run, unless another process does so already: a lock of the database
 * session, which ends with the process, says so. After a crash the next one begins anew, until the moment at which
 * all lines are written in one transaction; from then on only indexing is left.
 * @returns whether the work was ours and is finished
 */
export async function workOnImport(work: ImportWork, importId: string): Promise<boolean> {
  const client = await work.database.pool.connect();
  let broken: Error | undefined;
  client.on('error', (error) => {
    broken = error;
  });
  try {
    if (!(await tryLock(client, importId))) return false;
    const row = await readWaiting(work.office, importId);
    if (row === null) return true;
    await workOnRow(work, client, row);
    return true;
  } finally {
    // Also frees the lock and drops the temporary tables.
    client.release(broken ?? true);
  }
}

async function tryLock(client: pg.PoolClient, importId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('contact_import ' || $1, 0)) AS locked`,
    [importId],
  );
  return rows[0]?.locked === true;
}

async function readWaiting(office: Office, importId: string): Promise<ImportRow | null> {
  const row = await office.db
    .selectFrom('contact_import')
    .selectAll()
    .where('id', '=', importId)
    .where('state', 'in', ['checking', 'importing'])
    .executeTakeFirst();
  return row ?? null;
}

async function workOnRow(work: ImportWork, client: pg.PoolClient, row: ImportRow): Promise<void> {
  const { office, signal } = work;
  try {
    const isWritten = row.applied_at !== null || (await readAndWrite(work, client, row));
    // What the planner knew is of the register before.
    if (isWritten) await client.query('ANALYZE contact, contact_person, contact_unindexed');
    if (isWritten) await index(work, row);
    else if (row.state === 'importing') await finish(office, row, { state: 'done', failure: null });
  } catch (error) {
    if (signal.aborted || mayPass(error)) throw error;
    const known = error instanceof AppError ? error : new AppError('internal_error', { id: row.id });
    if (known !== error) office.log.error({ err: error, importId: row.id }, 'contact import failed');
    await finish(office, row, { state: 'failed', failure: writeFailure(known.code, known.params) });
  }
}

/**
 * Reads the file, compares it with the register and, when it is to be imported, writes it there.
 * @returns whether it was written
 */
async function readAndWrite(work: ImportWork, client: pg.PoolClient, row: ImportRow): Promise<boolean> {
  const { office, signal } = work;
  const staged = await stageFile(client, office.db, row, mappingShape.parse(row.mapping), signal);
  const connection = onConnection(client);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTransaction({ kysely: connection }, async (trx) => {
        const compared = await compareStaged(trx, row.company_id);
        const errorLines = staged.errorLines + compared.errorLines;
        const isWritten = row.state === 'importing' && (errorLines === 0 || row.on_errors === 'skip_lines');
        if (isWritten) {
          await applyStaged(trx, office, {
            companyId: row.company_id,
            importId: row.id,
            actor: actorOf(row),
          });
          await trx
            .deleteFrom('contact_import_chunk')
            .where('company_id', '=', row.company_id)
            .where('import_id', '=', row.id)
            .execute();
        }
        await note(trx, office, row, staged, compared, isWritten);
        return isWritten;
      });
    } catch (error) {
      // Somebody made a contact with one of the file's numbers meanwhile; compared again it is an existing one.
      if (codeOf(error) !== UNIQUE_VIOLATION || attempt === ATTEMPTS) throw error;
    }
  }
}

async function note(
  trx: Parameters<typeof compareStaged>[0],
  office: Office,
  row: ImportRow,
  staged: StagedFile,
  compared: Comparison,
  isWritten: boolean,
): Promise<void> {
  const errorLines = staged.errorLines + compared.errorLines;
  const found = row.state === 'checking' || isWritten ? compared.counts : { new: 0, changed: 0, same: 0 };
  const counts = { ...found, errors: errorLines };
  const errors = [...staged.errors, ...compared.errors].sort((a, b) => a.line - b.line).slice(0, MOST_ERRORS);
  await trx
    .updateTable('contact_import')
    .set({
      counts: JSON.stringify(counts),
      errors: JSON.stringify(errors),
      progress: JSON.stringify({ lines: staged.lines, bytes: row.size }),
      ...(row.state === 'checking' ? { state: 'checked' } : {}),
      ...(isWritten ? { applied_at: office.clock.now() } : {}),
    })
    .where('company_id', '=', row.company_id)
    .where('id', '=', row.id)
    .execute();
  if (isWritten) {
    await recordAuditEvent(trx, {
      companyId: row.company_id,
      actor: actorOf(row),
      action: 'contacts.imported',
      subject: { kind: 'contact_import', id: row.id, name: row.file_name },
      after: counts,
    });
    await announce(trx, row.company_id, 'contacts');
  }
  await announce(trx, row.company_id, 'imports');
}

/** Makes what was written searchable, and then the import done. */
async function index(work: ImportWork, row: ImportRow): Promise<void> {
  const { office, signal } = work;
  await indexAllContacts(office.db, row.company_id, signal);
  await finish(office, row, { state: 'done', failure: null });
}

async function finish(
  office: Office,
  row: ImportRow,
  end: { readonly state: 'done' | 'failed'; readonly failure: string | null },
): Promise<void> {
  await withTransaction({ kysely: office.db }, async (trx) => {
    await trx
      .updateTable('contact_import')
      .set({ ...end, finished_at: office.clock.now() })
      .where('company_id', '=', row.company_id)
      .where('id', '=', row.id)
      .execute();
    await announce(trx, row.company_id, 'imports');
    await announce(trx, row.company_id, 'contacts');
  });
}

function actorOf(row: ImportRow): Actor {
  // Only the command line is nobody.
  return { kind: row.actor_id === null ? 'system' : 'staff', id: row.actor_id, name: row.actor };
}
