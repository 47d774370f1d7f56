import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/database/connect.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { migrationFolder } from '../../../src/database/migration-files.ts';
import { asServer, createEmptyDatabase, type TestDatabase } from '../../support/database.ts';
import { describeSchema } from '../../support/schema-description.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-migrations-'));
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function query<Row extends pg.QueryResultRow>(text: string, url = database.url): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  return client
    .query<Row>(text)
    .then((result) => result.rows)
    .finally(() => client.end());
}

async function describeIn(url: string, schema: Schema): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  return describeSchema(client, schema).finally(() => client.end());
}

const write = (name: string, sql: string): Promise<void> => writeFile(join(folder, name), sql);

describe.each(['office', 'gate'] as const)('the migrations of the %s', (schema) => {
  it('make the same schema when applied at once and one by one, over restarts', async () => {
    const names = (await readdir(migrationFolder(schema))).filter((name) => name.endsWith('.sql')).sort();
    expect(await migrate(database.url, schema)).toEqual(names);
    const upgraded = await createEmptyDatabase();
    for (const name of names) {
      await copyFile(join(migrationFolder(schema), name), join(folder, name));
      expect(await migrate(upgraded.url, schema, { folder })).toEqual([name]);
    }
    expect(await describeIn(upgraded.url, schema)).toEqual(await describeIn(database.url, schema));
    await upgraded.drop();
  });

  it('are done once when the program starts again', async () => {
    await migrate(database.url, schema);
    expect(await migrate(database.url, schema)).toEqual([]);
  });

  it('begin with a number each, without gaps', async () => {
    const names = (await readdir(migrationFolder(schema))).sort();
    names.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}_[a-z0-9-_]+\\.sql$`));
    });
  });
});

it('lets both sides share one database, started at the same moment', async () => {
  await Promise.all([migrate(database.url, 'office'), migrate(database.url, 'gate')]);
  const rows = await query<{ extname: string }>(`SELECT extname FROM pg_extension ORDER BY 1`);
  expect(rows.map((row) => row.extname)).toEqual(expect.arrayContaining(['citext', 'pg_trgm', 'unaccent']));
});

it('applies each file once when many processes start at the same moment', async () => {
  await write(
    '0001_count.sql',
    'CREATE TABLE count (n integer); INSERT INTO count VALUES (1); SELECT pg_sleep(0.2);',
  );
  const applied = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(database.url, 'office', { folder })));
  expect(applied.flat()).toEqual(['0001_count.sql']);
  expect(await query('SELECT count(*)::int AS n FROM office.count')).toEqual([{ n: 1 }]);
});

it('keeps nothing of a file that fails, keeps those before it, and goes on once it is right', async () => {
  await write('0001_first.sql', 'CREATE TABLE first ();');
  await write('0002_second.sql', 'CREATE TABLE second (); SELECT 1 / 0;');
  await expect(migrate(database.url, 'gate', { folder })).rejects.toMatchObject({
    code: 'database_migration_failed',
    params: { migration: 'gate/0002_second.sql', reason: 'division by zero' },
  });
  const tables = `SELECT tablename FROM pg_tables WHERE schemaname = 'gate' ORDER BY 1`;
  expect(await query(tables)).toEqual([{ tablename: 'first' }, { tablename: 'migration' }]);
  await write('0002_second.sql', 'CREATE TABLE second ();');
  expect(await migrate(database.url, 'gate', { folder })).toEqual(['0002_second.sql']);
});

it('refuses to start when a file that was applied has changed, but not for other line ends', async () => {
  await write('0001_first.sql', 'CREATE TABLE first ();\n');
  await migrate(database.url, 'office', { folder });
  await write('0001_first.sql', 'CREATE TABLE first ();\r\n');
  expect(await migrate(database.url, 'office', { folder })).toEqual([]);
  await write('0001_first.sql', 'CREATE TABLE first (a text);\n');
  await expect(migrate(database.url, 'office', { folder })).rejects.toMatchObject({
    code: 'database_migration_changed',
    params: { migration: '0001_first.sql' },
  });
});

it('refuses a database that a newer program has used', async () => {
  await write('0001_first.sql', 'CREATE TABLE first ();');
  await write('0002_later.sql', 'CREATE TABLE later ();');
  await migrate(database.url, 'office', { folder });
  await rm(join(folder, '0002_later.sql'));
  await expect(migrate(database.url, 'office', { folder })).rejects.toMatchObject({
    code: 'database_newer_than_program',
    params: { migration: '0002_later.sql' },
  });
});

describe('for a database user with few rights', () => {
  const role = 'few_rights';
  let url: string;

  beforeEach(async () => {
    await asServer(async (client) => {
      await client.query(`DROP ROLE IF EXISTS ${role}`);
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'few'`);
    });
    const address = new URL(database.url);
    address.username = role;
    address.password = 'few';
    url = address.href;
  });

  afterEach(async () => {
    await database.drop();
    await asServer((client) => client.query(`DROP ROLE ${role}`));
  });

  it('says which right is missing and how to give it', async () => {
    const error = await migrate(url, 'office').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_rights_missing' });
    expect(String(error)).toContain(`GRANT CREATE ON DATABASE`);
  });

  it('says which extension an administrator must make', async () => {
    await query('CREATE SCHEMA office');
    await query(`GRANT ALL ON SCHEMA office TO ${role}`);
    await expect(migrate(url, 'office')).rejects.toMatchObject({
      code: 'database_extension_missing',
      params: { extension: 'pg_trgm' },
    });
  });

  it('needs no more than a database of its own', async () => {
    const name = new URL(url).pathname.slice(1);
    await asServer((client) => client.query(`ALTER DATABASE ${name} OWNER TO ${role}`));
    const applied = await migrate(url, 'office');
    expect(applied).toContain((await readdir(migrationFolder('office')))[0]);
    await migrate(url, 'gate');
  });
});

it('says where an extension is that we would not find', async () => {
  await query('CREATE SCHEMA elsewhere');
  await query('CREATE EXTENSION citext SCHEMA elsewhere');
  await expect(migrate(database.url, 'office')).rejects.toMatchObject({
    code: 'database_extension_missing',
    params: { extension: 'citext', reason: expect.stringContaining('elsewhere') },
  });
});
