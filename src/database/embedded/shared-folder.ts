import { randomBytes } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import { openSharedFolder } from './reachability.ts';
import type { SystemAccount } from './system-account.ts';

/*
 * <sharedFolder>/database-<random>/
 *   data-folder   the data folder that links here; emptied when that folder is gone and this one was set aside
 *   postgres/     the database files
 * A random name instead of one made from the path: a data folder that was moved keeps its database, and a new
 * one at its old path gets another.
 */
const PREFIX = 'database-';
const RECORD = 'data-folder';

/**
 * Makes a folder for the database of a data folder that its account cannot enter, and links it there. A database
 * left from an earlier data folder at the same path is kept and told once.
 * @returns the path for the database files
 * @throws AppError `database_shared_folder_unusable`
 */
export async function makeSharedFolder(options: {
  dataFolder: string;
  sharedFolder: string;
  account: SystemAccount;
  log: DatabaseLog;
}): Promise<string> {
  const { dataFolder, sharedFolder, account } = options;
  try {
    await openSharedFolder(sharedFolder, account);
    await setAsideFormer(options);
    const folder = join(sharedFolder, PREFIX + randomBytes(6).toString('hex'));
    // Root's own: the account owns the database files in it only, and cannot put links where root writes.
    await mkdir(folder);
    await chmod(folder, 0o711);
    await writeFile(join(folder, RECORD), `${dataFolder}\n`, { flush: true });
    const files = join(folder, 'postgres');
    await symlink(files, join(dataFolder, 'postgres'));
    return files;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const params = { folder: sharedFolder, user: account.name, reason };
    throw new AppError('database_shared_folder_unusable', params, { cause: error });
  }
}

/**
 * The database files that a data folder links to. They may be missing when the first start was cut short; the
 * folder around them may not.
 * @throws AppError `database_files_missing`, `database_folder_copied`
 */
export async function followSharedLink(dataFolder: string, link: string): Promise<string> {
  const files = await readlink(link);
  const folder = dirname(files);
  if ((await stat(folder).catch(() => undefined)) === undefined) {
    throw new AppError('database_files_missing', { target: files, link });
  }
  const record = join(folder, RECORD);
  const other = (await readFile(record, 'utf8').catch(() => '')).trim();
  if (other === dataFolder) return files;
  if (other !== '' && (await linkTarget(join(other, 'postgres'))) === files) {
    throw new AppError('database_folder_copied', { folder: dataFolder, other });
  }
  await writeFile(record, `${dataFolder}\n`, { flush: true });
  return files;
}

async function setAsideFormer(options: {
  dataFolder: string;
  sharedFolder: string;
  log: DatabaseLog;
}): Promise<void> {
  for (const name of await readdir(options.sharedFolder)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(options.sharedFolder, name);
    const record = join(folder, RECORD);
    const owner = (await readFile(record, 'utf8').catch(() => '')).trim();
    if (owner !== options.dataFolder) continue;
    if ((await lstat(join(folder, 'postgres')).catch(() => undefined)) === undefined) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    await writeFile(record, '');
    options.log.warn(
      `${options.dataFolder} was removed since the last start: beginning with an empty database. ` +
        `The former one is kept in ${folder}; delete it when it is not needed any more.`,
    );
  }
}

async function linkTarget(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}
