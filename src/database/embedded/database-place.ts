import { constants } from 'node:fs';
import { access, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import { type Binaries, binariesFor, findBinaries } from './binaries.ts';
import { firstClosedFolder } from './reachability.ts';
import { followSharedLink, makeSharedFolder } from './shared-folder.ts';
import { accountName, findOrCreateAccount, isRoot, type SystemAccount } from './system-account.ts';

/** Where the database files are or will be, and who runs PostgreSQL on them. */
export interface DatabasePlace {
  /** Absolute path of PostgreSQL's data directory; it need not exist yet. */
  files: string;
  /** The account that PostgreSQL runs as; `undefined` is our own. */
  account: SystemAccount | undefined;
  binaries: Binaries;
}

/** Where root keeps what its PostgreSQL account cannot reach elsewhere. */
export const DEFAULT_SHARED_FOLDER = '/var/lib/gatehouse';

/**
 * Decides where the database of a data folder is and which account runs it. Normally the files are in
 * `<dataFolder>/postgres`. PostgreSQL refuses to run as root; under root it runs as another account, and where
 * that account cannot enter the data folder, `<dataFolder>/postgres` is a link into `sharedFolder`. What exists
 * already stays where it is and is run by the account that owns it.
 * @throws AppError `database_folder_…`, `database_files_missing`, `database_account_missing`,
 *   `database_binaries_missing`, `database_shared_folder_unusable`
 */
export async function findDatabasePlace(options: {
  dataFolder: string;
  sharedFolder: string;
  log: DatabaseLog;
}): Promise<DatabasePlace> {
  const { dataFolder } = options;
  const binaries = await findBinaries();
  const link = join(dataFolder, 'postgres');
  const found = await lstat(link).catch(() => undefined);
  if (!isRoot()) {
    const files = found === undefined ? link : await realpath(link);
    return { files, account: undefined, binaries };
  }
  if (found === undefined) return placeNewUnderRoot(options, binaries);
  const files = found.isSymbolicLink() ? await followSharedLink(dataFolder, link) : link;
  const account = await ownerOf(files);
  const closed = await firstClosedFolder(dirname(files), account);
  if (closed !== undefined) {
    throw new AppError('database_folder_closed', { user: account.name, folder: closed });
  }
  return { files, account, binaries: await binariesFor(account, binaries, options.sharedFolder) };
}

async function placeNewUnderRoot(
  options: { dataFolder: string; sharedFolder: string; log: DatabaseLog },
  installed: Binaries,
): Promise<DatabasePlace> {
  const { dataFolder, sharedFolder, log } = options;
  const account = await findOrCreateAccount();
  const binaries = await binariesFor(account, installed, sharedFolder);
  const reachable = (await firstClosedFolder(dataFolder, account)) === undefined;
  const files = reachable
    ? join(dataFolder, 'postgres')
    : await makeSharedFolder({ dataFolder, sharedFolder, account, log });
  return { files, account, binaries };
}

/** The account of existing files: whoever owns them; for files that are still to be made, the usual one. */
async function ownerOf(files: string): Promise<SystemAccount> {
  const owner = await stat(files).catch(() => undefined);
  if (owner === undefined) return findOrCreateAccount();
  if (owner.uid === 0) {
    const { name } = await findOrCreateAccount();
    throw new AppError('database_folder_owner', { folder: files, owner: 'root', user: name });
  }
  return { name: await accountName(owner.uid), uid: owner.uid, gid: owner.gid };
}

/**
 * Makes the data folder where it is missing, and gives its real absolute path.
 * @throws AppError `database_folder_unusable`, `database_folder_owner`, `database_files_missing`
 */
export async function makeDataFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const path = await realpath(folder);
    if (!isRoot()) await refuseForeignFiles(join(path, 'postgres'));
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('database_folder_unusable', { folder, reason }, { cause: error });
  }
}

/** An ordinary user can only run a database of their own. Asked before anything is written there. */
async function refuseForeignFiles(link: string): Promise<void> {
  const uid = process.getuid?.();
  const found = await lstat(link).catch(() => undefined);
  if (uid === undefined || found === undefined) return;
  const target = await stat(link).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES') return found;
    throw new AppError('database_files_missing', { target: link, link }, { cause: error });
  });
  if (target.uid === uid) return;
  const [owner, user] = await Promise.all([accountName(target.uid), accountName(uid)]);
  throw new AppError('database_folder_owner', { folder: link, owner, user });
}
