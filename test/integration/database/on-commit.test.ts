import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/database/connect.ts';
import type { GateTables } from '../../../src/database/gate-tables.ts';
import { onCommit, withTransaction } from '../../../src/database/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let databases: TestDatabase;
let database: Database<GateTables>;
beforeAll(async () => {
  databases = await createTestDatabase();
  database = await openDatabase<GateTables>(databases.gateUrl, 'gate');
});
afterAll(async () => {
  await database?.close();
  await databases?.drop();
});

test('what waits for the commit runs after it, in order', async () => {
  const done: string[] = [];
  await withTransaction(database, async (trx) => {
    onCommit(trx, () => done.push('one'));
    await sql`SELECT 1`.execute(trx);
    onCommit(trx, () => done.push('two'));
    done.push('work');
  });
  expect(done).toEqual(['work', 'one', 'two']);
});

test('never where the transaction is rolled back, and once where it is run again', async () => {
  const done: number[] = [];
  const fails = withTransaction(database, async (trx) => {
    onCommit(trx, () => done.push(0));
    throw new Error('rolled back');
  });
  await expect(fails).rejects.toThrow('rolled back');
  let attempt = 0;
  await withTransaction(database, async (trx) => {
    attempt += 1;
    const now = attempt;
    onCommit(trx, () => done.push(now));
    if (now < 3) await sql`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`.execute(trx);
  });
  expect(done).toEqual([3]);
});

test('at once outside a transaction, and not in one that nobody would run it for', async () => {
  const done: string[] = [];
  onCommit(database.kysely, () => done.push('at once'));
  expect(done).toEqual(['at once']);
  const foreign = database.kysely.transaction().execute(async (trx) => onCommit(trx, () => {}));
  await expect(foreign).rejects.toThrow('withTransaction');
});
