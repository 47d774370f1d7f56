import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../../src/database/connect.ts';
import type { OfficeTables } from '../../../src/database/office-tables.ts';
import { createGates } from '../../../src/link/office/gates.ts';
import { startContactWork } from '../../../src/office/contacts/import/import-worker.ts';
import { getImport } from '../../../src/office/contacts/import/read-imports.ts';
import { receiveFile } from '../../../src/office/contacts/import/receive-file.ts';
import { runImport } from '../../../src/office/contacts/import/start-import.ts';
import { workOnImport } from '../../../src/office/contacts/import/work-on-import.ts';
import type { Office, Staff } from '../../../src/office/context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const LINES = 4_000;
let testDatabase: TestDatabase;
let database: Database<OfficeTables>;
let office: Office;
const companyId = newId();
const actor = { kind: 'staff', id: newId(), name: 'Beheer' } as const;
const staff: Staff = { companyId, employeeId: actor.id, language: 'en', actor };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase<OfficeTables>(testDatabase.officeUrl, 'office');
  const log = pino({ level: 'silent' });
  const gates = createGates(database.kysely, log, systemClock);
  office = { db: database.kysely, clock: systemClock, log, config: readConfig(), gates };
  await office.db
    .insertInto('company')
    .values({ id: companyId, name: 'x', language: 'nl', code: 'x' })
    .execute();
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** An import that waits for being worked on, of `LINES` contacts numbered from `first`. */
async function waitingImport(first: number): Promise<string> {
  const lines = Array.from(
    { length: LINES },
    (_, index) =>
      `${first + index};Bedrijf ${index} Handel BV;info@bedrijf${index}.nl;Piet ${index} Jansen\n`,
  );
  const bytes = Readable.from([Buffer.from(`Nr;Naam;E-mail;Contactpersoon\n${lines.join('')}`)]);
  const row = await receiveFile(office, { companyId, actor, fileName: 'x.csv', bytes });
  const { mapping } = await getImport(office, staff, row.id);
  await runImport(office, staff, { importId: row.id, mapping, onErrors: 'import_none' });
  return row.id;
}
const contacts = async () => {
  const count = office.db.selectFrom('contact').select(({ fn }) => fn.countAll<number>().as('count'));
  return (await count.where('company_id', '=', companyId).executeTakeFirstOrThrow()).count;
};

async function startProgram(importId: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'programs/work-on-import.ts');
  const child = spawn(process.execPath, [program, testDatabase.officeUrl, importId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

it('I4, case 38: an import that was killed at any moment is finished by another process, whole and once', async () => {
  let first = 1_000_000;
  for (const delay of [60, 300, 700, 1200]) {
    const before = await contacts();
    const importId = await waitingImport(first);
    const child = await startProgram(importId);
    await pause(delay);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([before, before + LINES]).toContain(await contacts());
    await expect
      .poll(() => workOnImport({ office, database, signal: new AbortController().signal }, importId), {})
      .toBe(true);
    const done = await getImport(office, staff, importId);
    expect(done).toMatchObject({ state: 'done', counts: { new: LINES, changed: 0, same: 0, errors: 0 } });
    expect(await contacts()).toBe(before + LINES);
    first += LINES;
  }
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM contact_match_key) + (SELECT count(*) FROM contact_search) AS count`,
  );
  expect(rows[0]?.count).toBe(2 * (await contacts()));
  const events = await office.db.selectFrom('audit_event').select('action').execute();
  expect(events.map((event) => event.action)).toEqual(Array.from({ length: 4 }, () => 'contacts.imported'));
});

it('I4: an office picks up at its start what another left unfinished, and only one works on it', async () => {
  const before = await contacts();
  const importId = await waitingImport(5_000_000);
  const works = [startContactWork(office, database), startContactWork(office, database)];
  await expect
    .poll(async () => (await getImport(office, staff, importId)).state, { timeout: 20_000 })
    .toBe('done');
  for (const work of works) await work.stop();
  expect(await contacts()).toBe(before + LINES);
});

it('I4: an office that is stopped in the middle ends its work soon, and loses nothing', async () => {
  const importId = await waitingImport(6_000_000);
  const work = startContactWork(office, database);
  await pause(50);
  await work.stop();
  const again = startContactWork(office, database);
  await expect
    .poll(async () => (await getImport(office, staff, importId)).state, { timeout: 20_000 })
    .toBe('done');
  await again.stop();
});
