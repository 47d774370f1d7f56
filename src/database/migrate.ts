import pg from 'pg';
import { AppError } from '../core/errors.ts';
import { connectionConfig } from './connect.ts';
import { codeOf, explainConnectionError, plainReason, rightsMissing } from './connection-errors.ts';
import { type DatabaseLog, silentLog } from './log.ts';
import { type MigrationFile, migrationFolder, readMigrationFiles } from './migration-files.ts';
import type { Schema } from './schema.ts';

/** Trigram search, within one company (`btree_gin`), case-insensitive text, search without accents. */
const EXTENSIONS = ['pg_trgm', 'btree_gin', 'citext', 'unaccent'] as const;

/** Key of the advisory lock; one for both schemas, since they share the extensions. Reads "gatehous". */
const LOCK = '7449371069093049715';

const INSUFFICIENT_RIGHTS = '42501';

/**
 * Brings a schema up to date: makes it and the extensions, then applies what is new, each file in one
 * transaction. Any number of processes may do this at once; one works, the others wait and find it done.
 * @returns the names of the files that were applied now
 * @throws AppError `database_migration_changed`, `database_newer_than_program`, `database_migration_failed`,
 *   `database_extension_missing`, `database_rights_missing` and those of `openDatabase`
 */
export async function migrate(
  url: string,
  schema: Schema,
  options: { folder?: string; log?: DatabaseLog } = {},
): Promise<string[]> {
  const { folder = migrationFolder(schema), log = silentLog } = options;
  const files = await readMigrationFiles(folder);
  // Waiting for another process's upgrade, and a long one of our own, are no faults.
  const session = { statement_timeout: '0', lock_timeout: '0', client_min_messages: 'warning' };
  const client = new pg.Client(
    connectionConfig(url, schema, { applicationName: 'gatehouse migrate', session }),
  );
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await createSchema(client, schema, url);
    await createExtensions(client);
    const pending = await pendingFiles(client, schema, files);
    for (const file of pending) {
      await apply(client, schema, file);
      log.info(`Database ${schema}: applied ${file.name}.`);
    }
    return pending.map((file) => file.name);
  } catch (error) {
    throw explainConnectionError(error, schema, url);
  } finally {
    await client.end().catch(() => {});
  }
}

async function createSchema(client: pg.Client, schema: Schema, url: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  try {
    if (rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.migration (
      version    integer PRIMARY KEY,
      name       text NOT NULL,
      checksum   text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  } catch (error) {
    throw codeOf(error) === INSUFFICIENT_RIGHTS ? rightsMissing(error, schema, url) : error;
  }
}

async function createExtensions(client: pg.Client): Promise<void> {
  for (const extension of EXTENSIONS) {
    try {
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`);
    } catch (error) {
      const params = { extension, reason: plainReason(error) };
      throw new AppError('database_extension_missing', params, { cause: error });
    }
  }
  const { rows } = await client.query<{ extname: string; nspname: string }>(
    `SELECT extname, nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
      WHERE extname = ANY($1) AND nspname NOT IN ('public', 'pg_catalog')`,
    [EXTENSIONS],
  );
  for (const { extname, nspname } of rows) {
    const reason = `it is in the schema "${nspname}", where Gatehouse does not look; move it to "public"`;
    throw new AppError('database_extension_missing', { extension: extname, reason });
  }
}

/** The files that are not applied yet, after checking that those applied are ours and unchanged. */
async function pendingFiles(
  client: pg.Client,
  schema: Schema,
  files: readonly MigrationFile[],
): Promise<MigrationFile[]> {
  const { rows } = await client.query<{ version: number; name: string; checksum: string }>(
    `SELECT version, name, checksum FROM ${schema}.migration ORDER BY version`,
  );
  const byVersion = new Map(files.map((file) => [file.version, file]));
  for (const applied of rows) {
    const file = byVersion.get(applied.version);
    if (file === undefined) throw new AppError('database_newer_than_program', { migration: applied.name });
    if (file.checksum !== applied.checksum) {
      throw new AppError('database_migration_changed', { migration: file.name });
    }
    byVersion.delete(applied.version);
  }
  return [...byVersion.values()];
}

async function apply(client: pg.Client, schema: Schema, file: MigrationFile): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(file.sql);
    await client.query(`INSERT INTO ${schema}.migration (version, name, checksum) VALUES ($1, $2, $3)`, [
      file.version,
      file.name,
      file.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    const params = { migration: `${schema}/${file.name}`, reason: plainReason(error) };
    throw new AppError('database_migration_failed', params, { cause: error });
  }
}
