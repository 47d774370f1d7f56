import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Schema } from './schema.ts';

export interface MigrationFile {
  /** Place in the order; the digits before the first `_`. */
  version: number;
  /** File name, such as `0001_start.sql`. */
  name: string;
  sql: string;
  /** SHA-256 of the text with line ends as `\n`, which Git may have changed. */
  checksum: string;
}

/** The folder of a side's migrations. */
export function migrationFolder(schema: Schema): string {
  return fileURLToPath(new URL(`migrations/${schema}/`, import.meta.url));
}

/**
 * Reads the migrations of a folder in their order.
 * @throws when a name has no number, or two have the same
 */
export async function readMigrationFiles(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  const files = await Promise.all(names.map((name) => readMigrationFile(folder, name)));
  files.sort((a, b) => a.version - b.version);
  files.forEach((file, index) => {
    const next = files[index + 1];
    if (next?.version === file.version)
      throw new Error(`${file.name} and ${next.name} have the same number.`);
  });
  return files;
}

async function readMigrationFile(folder: string, name: string): Promise<MigrationFile> {
  const number = /^(\d+)_/.exec(name)?.[1];
  if (number === undefined) throw new Error(`The migration ${name} does not begin with a number and "_".`);
  const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
  return { version: Number(number), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
