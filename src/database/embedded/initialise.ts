import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import type { DatabasePlace } from './database-place.ts';
import { lastLines, runProgram } from './run-program.ts';
import { writeOwnerSettings, writeSettings } from './settings.ts';

/** The administrator of the embedded server. */
export const SUPERUSER = 'postgres';
/** The role of both sides. It owns the database and no more, so that no query of theirs reaches the system. */
export const OWNER = 'gatehouse';
/** The database that both sides use, each in its own schema. */
export const DATABASE = 'gatehouse';

const TEMPORARY = 'postgres.init-';

/**
 * Makes the database files where there are none, checks those that are there, and gives the password.
 * A new data directory is made under another name and renamed, so that a crash leaves it whole or absent.
 * @throws AppError `database_other_version`, `database_folder_unusable`, `database_server_failed`
 */
export async function prepareFiles(
  dataFolder: string,
  place: DatabasePlace,
  options: { durable: boolean; log: DatabaseLog },
): Promise<{ password: string }> {
  const { files } = place;
  const passwordFile = join(dataFolder, 'postgres-password');
  const existing = (await stat(files).catch(() => undefined)) !== undefined;
  if (existing) await checkVersion(place);
  let password = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
  if (password === '') {
    password = randomBytes(24).toString('base64url');
    await writeSecret(passwordFile, password);
    if (existing) await resetPassword(place, password, options.log);
  }
  if (!existing) {
    await removeUnfinished(dirname(files));
    await initialise(place, password, options.durable);
    options.log.info(`A new database was made in ${files}.`);
  }
  await writeSettings(files, place.account);
  return { password };
}

async function checkVersion({ files, binaries }: DatabasePlace): Promise<void> {
  const found = (await readFile(join(files, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (found === binaries.major) return;
  if (found === '') {
    const reason = 'it holds no PostgreSQL files; move it away';
    throw new AppError('database_folder_unusable', { folder: files, reason });
  }
  throw new AppError('database_other_version', { folder: files, found, own: binaries.major });
}

async function initialise(place: DatabasePlace, password: string, durable: boolean): Promise<void> {
  const { files, account, binaries } = place;
  const parent = dirname(files);
  const temporary = join(parent, TEMPORARY + randomBytes(6).toString('hex'));
  const passwordFile = `${temporary}.password`;
  await mkdir(temporary, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await chown(temporary, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const result = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${temporary}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { account },
  );
  await rm(passwordFile, { force: true });
  if (result.code !== 0) {
    await removeUnfinished(parent);
    const reason = lastLines(result.output);
    throw new AppError('database_folder_unusable', { folder: parent, reason });
  }
  await writeOwnerSettings(temporary, account);
  await writeSettings(temporary, account);
  await runSingleUser({ ...place, files: temporary }, [
    `CREATE ROLE ${OWNER} LOGIN PASSWORD '${password}'`,
    `CREATE DATABASE ${DATABASE} OWNER ${OWNER}`,
  ]);
  await rename(temporary, files);
  if (durable) await syncFolder(parent);
}

/** Gives the roles a new password, for when the file with the old one was lost. */
async function resetPassword(place: DatabasePlace, password: string, log: DatabaseLog): Promise<void> {
  const roles = [SUPERUSER, OWNER];
  await runSingleUser(
    place,
    roles.map((role) => `ALTER ROLE ${role} PASSWORD '${password}'`),
  );
  log.info('The file postgres-password was missing; the database got a new password.');
}

/** Runs statements of one line without a server, by PostgreSQL's single-user mode. */
async function runSingleUser(
  { files, account, binaries }: DatabasePlace,
  statements: readonly string[],
): Promise<void> {
  const args = ['--single', '-D', files, 'postgres'];
  const input = `${statements.join('\n')}\n`;
  const result = await runProgram(binaries.postgres, args, { account, input });
  if (result.code !== 0 || /^(?:ERROR|FATAL|PANIC):/m.test(result.output)) {
    const reason = lastLines(result.output.replace(/'[^']*'/g, "'…'"));
    throw new AppError('database_server_failed', { reason, folder: files });
  }
}

/** Removes what a start that was cut short left behind. */
async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(TEMPORARY)) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function writeSecret(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, `${text}\n`, { mode: 0o600, flush: true });
  await rename(partial, path);
}

/** Makes a rename last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
