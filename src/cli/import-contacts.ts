import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ContactImport } from '../contract/contacts.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/connect.ts';
import type { OfficeTables } from '../database/office-tables.ts';
import { getImport } from '../office/contacts/import/read-imports.ts';
import { receiveFile } from '../office/contacts/import/receive-file.ts';
import { runImport } from '../office/contacts/import/start-import.ts';
import { workOnImport } from '../office/contacts/import/work-on-import.ts';
import type { Office, Staff } from '../office/context.ts';
import { findCompany, type KnownCompany } from './find-company.ts';
import { importErrorLines } from './import-error-lines.ts';
import { InputError, readingProblem } from './input-error.ts';

/** What `gatehouse import contacts` was asked. */
export interface ImportContactsOptions {
  readonly office: Office;
  readonly database: Pick<Database<OfficeTables>, 'pool'>;
  /** Path of the CSV file. */
  readonly file: string;
  /** Name or code of the company database; not needed where there is one. */
  readonly company?: string | undefined;
  /** Import the good lines of a file that also has bad ones, instead of none. */
  readonly skipErrors: boolean;
}

const LOOK_MS = 200;

/**
 * Imports a contact file by the very steps of the office's page: the file is kept in the database, checked and
 * imported; where Gatehouse runs on the same database, its process may do the work. Tells progress and errors on
 * `err`, the outcome on `out`.
 * @returns the exit code: 0 when lines were imported or the register had them all already
 * @throws InputError, AppError `company_not_found`, `import_…`
 */
export async function runImportContacts(
  options: ImportContactsOptions,
  out: NodeJS.WritableStream,
  err: NodeJS.WritableStream & { readonly isTTY?: boolean },
): Promise<number> {
  const { office, file } = options;
  const company = await chooseCompany(options);
  const staff = operatorOf(company);
  const { size } = await stat(file).catch((error: unknown) => readingProblem(file, error));
  const row = await receiveFile(office, {
    companyId: company.id,
    actor: staff.actor,
    fileName: basename(file),
    bytes: readPieces(file),
  });
  const onErrors = options.skipErrors ? 'skip_lines' : 'import_none';
  const { mapping } = await getImport(office, staff, row.id);
  await runImport(office, staff, { importId: row.id, mapping, onErrors });
  const done = await follow(options, staff, row.id, size, err);
  err.write(importErrorLines(basename(file), done));
  if (done.state === 'failed') throw new InputError(done.failure ?? 'The import did not work.');
  const { counts } = done;
  if (counts.errors > 0 && !options.skipErrors) {
    err.write('Nothing was imported. Correct these lines, or import the others with --skip-errors.\n');
    return 1;
  }
  const skipped = counts.errors > 0 ? `, ${counts.errors} lines left out` : '';
  out.write(
    `Imported into ${company.name}: ${counts.new} new contacts, ${counts.changed} changed, ${counts.same} unchanged${skipped}.\n`,
  );
  return 0;
}

async function chooseCompany({ office, company }: ImportContactsOptions): Promise<KnownCompany> {
  if (company === undefined) {
    const known = await office.db.selectFrom('company').select(['name', 'code']).orderBy('name').execute();
    if (known.length > 1) {
      throw new AppError('import_company_needed', {
        known: known.map(({ name, code }) => `"${name}" (${code})`).join(', '),
      });
    }
  }
  return findCompany(office.db, company);
}

/** Who sits at the command line is no employee; the audit log names the command. */
function operatorOf(company: KnownCompany): Staff {
  const actor = { kind: 'system', id: null, name: 'gatehouse import contacts' } as const;
  return { companyId: company.id, employeeId: '', language: 'en', actor };
}

async function* readPieces(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) yield piece;
  } catch (error) {
    readingProblem(file, error);
  }
}

/** Works on the import, or looks on while another process does, until it is over. */
async function follow(
  { office, database }: ImportContactsOptions,
  staff: Staff,
  importId: string,
  size: number,
  err: NodeJS.WritableStream & { readonly isTTY?: boolean },
): Promise<ContactImport> {
  const signal = new AbortController().signal;
  let failure: unknown;
  const working = workOnImport({ office, database, signal }, importId).catch((error: unknown) => {
    failure = error;
  });
  for (;;) {
    await Promise.race([working, pause(LOOK_MS)]);
    const current = await getImport(office, staff, importId);
    const isOver = current.state !== 'importing';
    if (err.isTTY === true) {
      const percent = Math.floor((100 * current.progress.bytes) / Math.max(size, 1));
      err.write(`\r${current.progress.lines} lines read, ${percent} %`);
      if (isOver) err.write('\r\u001b[K');
    }
    if (isOver) return current;
    if (failure !== undefined) throw failure;
    await pause(LOOK_MS);
  }
}
