import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serversOn } from '../../../src/database/embedded/processes.ts';
import {
  type EmbeddedDatabase,
  type EmbeddedOptions,
  startEmbedded,
} from '../../../src/database/embedded/start.ts';
import { silentLog } from '../../../src/database/log.ts';
import { makeInitialisedFolder, makeTestFolder, type TestFolder } from '../../support/data-folder.ts';

let initialised: TestFolder;
let folder: TestFolder;
const running: EmbeddedDatabase[] = [];

beforeAll(async () => {
  initialised = await makeInitialisedFolder();
});

afterAll(() => initialised.remove());

beforeEach(async () => {
  folder = await makeTestFolder(initialised);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await folder.remove();
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const { dataFolder, sharedFolder } = folder;
  const server = await startEmbedded({
    dataFolder,
    sharedFolder,
    log: silentLog,
    durable: false,
    ...options,
  });
  running.push(server);
  return server;
}

async function query<Row extends pg.QueryResultRow>(server: EmbeddedDatabase, text: string): Promise<Row[]> {
  const client = new pg.Client(server.url());
  await client.connect();
  return client
    .query<Row>(text)
    .then((result) => result.rows)
    .finally(() => client.end());
}

const files = (): string => join(folder.dataFolder, 'postgres');

it('makes a durable UTF-8 database of PostgreSQL 18 with our extensions', async () => {
  const server = await start({ durable: true, dataFolder: join(folder.parent, 'new') });
  const settings = await query(
    server,
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
            current_setting('data_checksums') AS checksums,
            (SELECT format('%s %s %s', pg_encoding_to_char(encoding), datlocprovider, datlocale)
               FROM pg_database WHERE datname = current_database()) AS locale`,
  );
  expect(settings).toEqual([
    { major: 18, fsync: 'on', commit: 'on', pages: 'on', checksums: 'on', locale: 'UTF8 b C.UTF-8' },
  ]);
  await query(server, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE EXTENSION unaccent');
});

it('gives both sides a role that cannot reach the system through the database', async () => {
  const server = await start();
  for (const reach of [`COPY (SELECT 1) TO PROGRAM 'true'`, `SELECT pg_read_file('PG_VERSION')`]) {
    await expect(query(server, reach)).rejects.toMatchObject({ code: '42501' });
  }
});

it('I4: keeps its rows over a stop and a start', async () => {
  const first = await start();
  await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
  await first.stop();
  expect((await serversOn(files())).servers).toEqual([]);
  expect(await query(await start(), 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

describe('listening', () => {
  it('has a socket that only its own account opens, and no port', async () => {
    const server = await start();
    expect(await query(server, `SHOW listen_addresses`)).toEqual([{ listen_addresses: '' }]);
    expect((await stat(join(files(), '.s.PGSQL.5432'))).mode & 0o777).toBe(0o700);
    expect((await stat(files())).mode & 0o777).toBe(0o700);
  });

  it('takes a port on loopback where the socket path would be too long', async () => {
    const dataFolder = join(folder.parent, 'long-'.repeat(20), 'data');
    const server = await start({ dataFolder });
    expect(new URL(server.url()).hostname).toBe('127.0.0.1');
    expect(await query(server, `SHOW listen_addresses`)).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it.each(['socket', 'port'] as const)('asks for the password on a %s', async (listenOn) => {
    const server = await start({ listenOn });
    const url = new URL(server.url());
    url.password = 'guess';
    const client = new pg.Client(url.href);
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps the password where others cannot read it', async () => {
    const server = await start();
    const file = join(folder.dataFolder, 'postgres-password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(new URL(server.url()).password);
  });

  it('gets a new password where the file with it was lost', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.stop();
    await rm(join(folder.dataFolder, 'postgres-password'));
    const second = await start();
    expect(second.url()).not.toBe(first.url());
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });
});

describe('one Gatehouse to a data folder', () => {
  it('refuses a second start while the first lives, naming its process and the way out', async () => {
    const first = await start();
    const error = await start().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_folder_in_use', params: { process: String(process.pid) } });
    expect(String(error)).toContain('GATEHOUSE_DATA');
    expect(await query(first, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await first.stop();
    await start();
  });

  it('frees the folder when a start fails', async () => {
    await rm(join(files(), 'PG_VERSION'));
    for (let i = 0; i < 2; i += 1) {
      await expect(start()).rejects.toMatchObject({ code: 'database_folder_unusable' });
    }
    await writeFile(join(files(), 'PG_VERSION'), '18\n');
    await start();
  });
});

it('begins again when initialising was cut short, and leaves nothing of that', async () => {
  const dataFolder = join(folder.parent, 'new');
  await mkdir(join(dataFolder, 'postgres.init-0123'), { recursive: true });
  await writeFile(join(dataFolder, 'postgres.init-0123', 'PG_VERSION'), '18\n');
  await start({ dataFolder });
  expect((await readdir(dataFolder)).filter((name) => name.includes('init-'))).toEqual([]);
});

it('says what to do with files of another PostgreSQL version, and leaves them', async () => {
  await writeFile(join(files(), 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toMatchObject({
    code: 'database_other_version',
    params: { found: '17', own: '18' },
  });
});

it('keeps its database when the data folder is moved', async () => {
  const first = await start();
  await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
  await first.stop();
  const moved = join(folder.parent, 'moved');
  await rename(folder.dataFolder, moved);
  expect(await query(await start({ dataFolder: moved }), 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

it('lets an operator set what postgresql.conf sets, over the settings of Gatehouse', async () => {
  await writeFile(join(files(), 'postgresql.conf'), "include_if_exists 'gatehouse.conf'\nwork_mem = 9MB\n");
  expect(await query(await start(), 'SHOW work_mem')).toEqual([{ work_mem: '9MB' }]);
});

it('says which folder cannot be written, and with which setting to choose another', async () => {
  await writeFile(join(folder.parent, 'file'), '');
  const error = await start({ dataFolder: join(folder.parent, 'file', 'data') }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'database_folder_unusable' });
  expect(String(error)).toContain('GATEHOUSE_DATA');
});
