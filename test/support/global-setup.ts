import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded/start.ts';
import { silentLog } from '../../src/database/log.ts';
import { migrate } from '../../src/database/migrate.ts';
import { makeTemporaryFolder } from './data-folder.ts';
import { TEMPLATE } from './template-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection strings of the test server: its administrator's, and that of the product's role. */
    databaseServer: { admin: string; owner: string };
  }
}

/** Starts one PostgreSQL for the whole run, with a migrated database that tests clone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await makeTemporaryFolder('gatehouse-test-');
  // Tests cut connections off on purpose, which the server reports as FATAL.
  const log = { ...silentLog, error: console.error };
  // Many test files at once, each with a few pools.
  const settings = { max_connections: 300, shared_buffers: '128MB' };
  const server = await startEmbedded({ dataFolder, log, durable: false, settings });
  const tearDown = async (): Promise<void> => {
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('databaseServer', { admin: server.adminUrl('postgres'), owner: server.url() });
  return tearDown;
}

async function makeTemplate(server: EmbeddedDatabase): Promise<void> {
  const client = new pg.Client(server.adminUrl('postgres'));
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${TEMPLATE} OWNER gatehouse`);
    await migrate(server.url(TEMPLATE), 'office');
    await migrate(server.url(TEMPLATE), 'gate');
    // A template takes no connections, so it becomes one last.
    await client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  } finally {
    await client.end();
  }
}
