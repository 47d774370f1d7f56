import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './template-database.ts';

export interface TestDatabase {
  /** Connection string of a database with both schemas migrated and no rows. */
  url: string;
  /** The same, as OFFICE_DATABASE_URL. */
  officeUrl: string;
  /** The same, as GATE_DATABASE_URL. */
  gateUrl: string;
  /** Removes the database, cutting off whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of its own for a test or a test file; clones the migrated template (60 ms; FILE_COPY takes 200). */
export async function createTestDatabase(): Promise<TestDatabase> {
  return create(`TEMPLATE ${TEMPLATE}`);
}

/** A database with nothing in it, not even our schemas. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(how: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asServer((client) => client.query(`CREATE DATABASE ${name} OWNER gatehouse ${how}`));
  const address = new URL(inject('databaseServer').owner);
  address.pathname = `/${name}`;
  const url = address.href;
  return {
    url,
    officeUrl: url,
    gateUrl: url,
    async drop() {
      await asServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Runs something as the server's administrator, outside any test's database. */
export async function asServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(inject('databaseServer').admin);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
