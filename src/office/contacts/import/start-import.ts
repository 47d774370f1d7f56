import type { ContactImport } from '../../../contract/contacts.ts';
import { AppError } from '../../../core/errors.ts';
import { withTransaction } from '../../../database/transaction.ts';
import type { Office, Staff } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { type ImportRow, type Mapping, toContactImport } from './import-row.ts';
import { requestImportWork } from './import-worker.ts';

interface ImportInput {
  readonly importId: string;
  readonly mapping: Mapping;
}

/**
 * Begins to look at all lines of an uploaded file without importing any; it goes on in the background (case 38).
 * @throws AppError `not_found`, `import_mapping_incomplete`, `import_mapping_invalid`, `import_busy`, `import_finished`
 */
export function checkImport(office: Office, staff: Staff, input: ImportInput): Promise<ContactImport> {
  return start(office, staff, input, { state: 'checking', on_errors: null });
}

/**
 * Begins to import an uploaded file in the background: its good lines, or nothing where one is bad, as chosen.
 * @throws AppError `not_found`, `import_mapping_incomplete`, `import_mapping_invalid`, `import_busy`, `import_finished`
 */
export function runImport(
  office: Office,
  staff: Staff,
  input: ImportInput & { readonly onErrors: 'skip_lines' | 'import_none' },
): Promise<ContactImport> {
  return start(office, staff, input, { state: 'importing', on_errors: input.onErrors });
}

async function start(
  office: Office,
  staff: Staff,
  { importId, mapping }: ImportInput,
  next: { readonly state: 'checking' | 'importing'; readonly on_errors: string | null },
): Promise<ContactImport> {
  const { companyId, actor } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    const row = await trx
      .selectFrom('contact_import')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', importId)
      .where('state', '<>', 'uploading')
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found');
    if (row.state === 'checking' || row.state === 'importing') throw new AppError('import_busy');
    if (row.applied_at !== null) throw new AppError('import_finished');
    requireMapping(row, mapping);
    const started = await trx
      .updateTable('contact_import')
      .set({
        ...next,
        mapping: JSON.stringify(mapping),
        progress: JSON.stringify({ lines: 0, bytes: 0 }),
        failure: null,
        actor: actor.name,
        actor_id: actor.id,
        finished_at: null,
      })
      .where('company_id', '=', companyId)
      .where('id', '=', importId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await announce(trx, companyId, 'imports');
    await requestImportWork(trx);
    return toContactImport(started, staff.language);
  });
}

function requireMapping(row: ImportRow, mapping: Mapping): void {
  const chosen = mapping.filter((field) => field !== null);
  if (mapping.length !== row.headers.length || new Set(chosen).size !== chosen.length) {
    throw new AppError('import_mapping_invalid', {}, { field: 'mapping' });
  }
  if (!chosen.includes('name')) {
    throw new AppError(
      'import_mapping_incomplete',
      { columns: row.headers.join(', ') },
      { field: 'mapping' },
    );
  }
}
