import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { openDatabase } from '../../../src/database/connect.ts';
import type { GateTables } from '../../../src/database/gate-tables.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { migrationFolder } from '../../../src/database/migration-files.ts';
import { ownDeletion } from '../../../src/gate/visitor/my-page/own-deletion.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-migrations-'));
  for (const name of ['0001_foundation.sql', '0002_the_best_door.sql'])
    await cp(join(migrationFolder('gate'), name), join(folder, name));
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true });
});

it('I4: who asked an older gate to be deleted still waits for an answer after the upgrade, on each website', async () => {
  await migrate(database.gateUrl, 'gate', { folder });
  const [companyId, shop, partner, gone] = [newId(), newId(), newId(), newId()];
  const askedAt = new Date('2026-03-09T10:00:00.123Z');
  const client = new pg.Client(database.gateUrl);
  await client.connect();
  await client.query(
    `INSERT INTO gate.login (company_id, id, email, email_canonical, deletion_asked_at)
      VALUES ($1, $2, 'Anna@example.nl', 'anna@example.nl', $3), ($1, $4, 'piet@example.nl', 'piet@example.nl', NULL)`,
    [companyId, newId(), askedAt, newId()],
  );
  for (const [website, email, status] of [
    [shop, 'anna@example.nl', 'approved'],
    [partner, 'anna@example.nl', 'pending'],
    [gone, 'anna@example.nl', 'ended'],
    [gone, 'piet@example.nl', 'approved'],
  ]) {
    await client.query(
      `INSERT INTO gate.website (id, company_id, settings, settings_revision) VALUES ($1, $2, '{}', 1)
        ON CONFLICT DO NOTHING`,
      [website, companyId],
    );
    await client.query(
      `INSERT INTO gate.account (website_id, id, company_id, email, email_canonical, status, revision)
        VALUES ($1, $2, $3, $4, $4, $5, 1)`,
      [website, newId(), companyId, email, status],
    );
  }
  await client.end();
  await migrate(database.gateUrl, 'gate');
  const { kysely, close } = await openDatabase<GateTables>(database.gateUrl, 'gate');
  const anna = await ownDeletion(kysely, { companyId, emailCanonical: 'anna@example.nl' });
  expect(anna).toMatchObject({ askedAt, mayAsk: false, refused: [] });
  const piet = await ownDeletion(kysely, { companyId, emailCanonical: 'piet@example.nl' });
  expect(piet).toMatchObject({ askedAt: null, mayAsk: true });
  const rows = await kysely
    .selectFrom('account')
    .select(['status', 'deletion_asked_at'])
    .orderBy('status')
    .execute();
  expect(rows.filter((row) => row.deletion_asked_at !== null)).toEqual([
    { status: 'approved', deletion_asked_at: askedAt },
    { status: 'pending', deletion_asked_at: askedAt },
  ]);
  await close();
});
