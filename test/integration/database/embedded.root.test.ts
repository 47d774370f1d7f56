import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { binariesFor, findBinaries } from '../../../src/database/embedded/binaries.ts';
import { runProgram } from '../../../src/database/embedded/run-program.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../../src/database/embedded/start.ts';
import { findOrCreateAccount } from '../../../src/database/embedded/system-account.ts';
import { makeInitialisedFolder, makeTestFolder, type TestFolder } from '../../support/data-folder.ts';

const START = new URL('../../../src/database/embedded/start.ts', import.meta.url).href;
const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 };

// Left out by `npm test` where it does not run as root, by the `.root.` in the file's name.
describe('as root', () => {
  let initialised: TestFolder;
  let folder: TestFolder;
  let closedParent: string;
  let dataFolder: string;
  let server: EmbeddedDatabase | undefined;
  let warnings: string[];

  beforeAll(async () => {
    initialised = await makeInitialisedFolder();
  });

  afterAll(() => initialised.remove());

  beforeEach(async () => {
    folder = await makeTestFolder(initialised);
    closedParent = join(folder.parent, 'home-of-root');
    dataFolder = join(closedParent, 'data');
    await mkdir(closedParent, { mode: 0o700 });
    warnings = [];
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await folder.remove();
  });

  async function start(at = dataFolder): Promise<EmbeddedDatabase> {
    const log = { info: () => {}, warn: (text: string) => warnings.push(text), error: console.error };
    const { sharedFolder } = folder;
    server = await startEmbedded({ dataFolder: at, sharedFolder, log, durable: false });
    return server;
  }

  async function stop(): Promise<void> {
    await server?.stop();
    server = undefined;
  }

  async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    const client = new pg.Client(server?.url());
    await client.connect();
    return client
      .query<Row>(text)
      .then((result) => result.rows)
      .finally(() => client.end());
  }

  it('runs PostgreSQL as its own account, on files of that account', async () => {
    const account = await findOrCreateAccount();
    await start(folder.dataFolder);
    expect((await stat(join(folder.dataFolder, 'postgres'))).uid).toBe(account.uid);
    const status = await readFile(`/proc/${server?.pid()}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${account.uid}\\s+${account.uid}\\s`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
  });

  it('works in a folder that only root enters, over restarts', async () => {
    await start();
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    expect((await lstat(join(dataFolder, 'postgres'))).isSymbolicLink()).toBe(true);
    await stop();
    await start();
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(warnings).toEqual([]);
  });

  it('works with a umask that closes all that is new', async () => {
    const program = `
      process.umask(0o077);
      const { startEmbedded } = await import(${JSON.stringify(START)});
      const log = { info() {}, warn() {}, error() {} };
      const folders = ${JSON.stringify({ dataFolder, sharedFolder: join(folder.parent, 'new') })};
      const server = await startEmbedded({ ...folders, log, durable: false });
      await server.stop();
      console.log('stopped');`;
    const result = await runProgram(process.execPath, ['--input-type=module', '--eval', program]);
    expect(result.output).toContain('stopped');
  });

  it('copies the programs once for an account that cannot enter the installation', async () => {
    const installed = await findBinaries();
    const hidden = { ...installed, folder: join(closedParent, 'native') };
    await cp(installed.folder, hidden.folder, { recursive: true, verbatimSymlinks: true });
    hidden.postgres = join(hidden.folder, 'bin/postgres');
    const copied = await binariesFor(NOBODY, hidden, folder.sharedFolder);
    expect(copied.folder.startsWith(folder.sharedFolder)).toBe(true);
    const version = await runProgram(copied.postgres, ['--version'], { account: NOBODY });
    expect(version.output).toContain('PostgreSQL) 18');
    const before = (await stat(copied.folder)).mtimeMs;
    await binariesFor(NOBODY, hidden, folder.sharedFolder);
    expect((await stat(copied.folder)).mtimeMs).toBe(before);
    expect((await readdir(folder.sharedFolder)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('begins with an empty database after the data folder was deleted, keeps the old one and says where', async () => {
    await start();
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    const former = await readlink(join(dataFolder, 'postgres'));
    await stop();
    await rm(dataFolder, { recursive: true });
    await start();
    expect(await query(`SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(join(former, '..'));
    expect(await stat(join(former, 'PG_VERSION'))).toBeDefined();
    await stop();
    await start();
    expect(warnings).toHaveLength(1);
  });

  it('keeps the database of a data folder that was moved, also when another takes its old place', async () => {
    await start();
    await query('CREATE TABLE kept AS SELECT 1 AS n');
    await stop();
    const moved = join(closedParent, 'moved');
    await rename(dataFolder, moved);
    await start();
    expect(await query(`SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }]);
    await stop();
    await start(moved);
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('refuses a copy of a data folder, which would change the database of the original', async () => {
    await start();
    await stop();
    const copy = join(closedParent, 'copy');
    await cp(dataFolder, copy, { recursive: true, verbatimSymlinks: true });
    await expect(start(copy)).rejects.toMatchObject({ code: 'database_folder_copied' });
  });

  it('says where the files were when they are gone', async () => {
    await start();
    await stop();
    await rm(folder.sharedFolder, { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: 'database_files_missing' });
  });

  it('runs files of an ordinary user as that user, so that both can start it', async () => {
    await runProgram('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, join(folder.dataFolder, 'postgres')]);
    await start(folder.dataFolder);
    expect(await readFile(`/proc/${server?.pid()}/status`, 'utf8')).toMatch(/^Uid:\s+65534\s/m);
  });

  it('says how to hand over files that belong to root', async () => {
    await chown(join(folder.dataFolder, 'postgres'), 0, 0);
    await expect(start(folder.dataFolder)).rejects.toMatchObject({ code: 'database_folder_owner' });
  });

  it('says which folder to open when the files cannot be reached any more', async () => {
    await chmod(folder.parent, 0o700);
    await expect(start(folder.dataFolder)).rejects.toMatchObject({
      code: 'database_folder_closed',
      params: { folder: folder.parent },
    });
  });

  it('tells an ordinary user that the files are of another', async () => {
    await start(folder.dataFolder);
    await stop();
    const program = `
      const { startEmbedded } = await import(${JSON.stringify(START)});
      const log = { info() {}, warn() {}, error() {} };
      await startEmbedded({ dataFolder: ${JSON.stringify(folder.dataFolder)}, log }).catch((error) => console.log(error.code));`;
    const args = ['--input-type=module', '--eval', program];
    const result = await runProgram(process.execPath, args, { account: NOBODY });
    expect(result.output).toContain('database_folder_owner');
  });
});
