import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '../src/core/uuid.ts';
import { getImport } from '../src/office/contacts/import/read-imports.ts';
import { receiveFile } from '../src/office/contacts/import/receive-file.ts';
import { runImport } from '../src/office/contacts/import/start-import.ts';
import type { BenchOffice } from './bench-office.ts';
import type { Figure } from './figures.ts';
import { makeContact, registerFile } from './register.ts';

/** Imports a register, and for comparison writes the same rows by COPY into a table like `contact`. */
export async function benchImport(bench: BenchOffice, rows: number): Promise<Figure[]> {
  const { office, staff } = bench;
  const memory = watchMemory();
  let at = performance.now();
  const lap = (): number => {
    const seconds = (performance.now() - at) / 1000;
    at = performance.now();
    return seconds;
  };
  const file = {
    companyId: staff.companyId,
    actor: staff.actor,
    fileName: 'bench.csv',
    bytes: registerFile(rows),
  };
  const { id } = await receiveFile(office, file);
  const received = lap();
  const { mapping } = await getImport(office, staff, id);
  await runImport(office, staff, { importId: id, mapping, onErrors: 'import_none' });
  let written = 0;
  for (;;) {
    const row = await office.db
      .selectFrom('contact_import')
      .select(['state', 'applied_at', 'failure', 'counts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (row.applied_at !== null && written === 0) written = (performance.now() - at) / 1000;
    if (row.state === 'failed') throw new Error(row.failure ?? 'the import failed');
    if (row.state === 'done') break;
    await pause(50);
  }
  const done = lap();
  const most = memory.stop();
  const bare = await copyRows(bench, rows, 'none');
  const indexed = await copyRows(bench, rows, 'all');
  return [
    { name: 'file received', value: received, unit: 's' },
    { name: 'contacts written', value: written, unit: 's' },
    { name: 'searchable and matchable', value: done, unit: 's' },
    { name: 'raw COPY, no index', value: bare, unit: 's' },
    { name: 'raw COPY, the indexes of contact', value: indexed, unit: 's' },
    { name: 'written / raw COPY with the indexes', value: indexed / written, unit: '×', target: '≥ 0.25' },
    { name: 'written / raw COPY without an index', value: bare / written, unit: '×' },
    { name: 'most memory of the process', value: most, unit: 'MB', target: '≤ 300' },
  ];
}

/** Watches the resident memory of this process, in MB. */
function watchMemory(): { stop(): number } {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss() / 1e6);
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      look();
      clearInterval(timer);
      return most;
    },
  };
}

/** Seconds that COPY takes for the same rows out of a file. */
async function copyRows(
  { database, staff }: BenchOffice,
  rows: number,
  indexes: 'none' | 'all',
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-copy-'));
  const client = await database.pool.connect();
  try {
    const file = join(folder, 'rows');
    await pipeline(Readable.from(copyLines(rows, staff.companyId)), createWriteStream(file));
    const like = `LIKE contact INCLUDING DEFAULTS${indexes === 'all' ? ' INCLUDING INDEXES' : ''}`;
    await client.query(`CREATE TABLE copied (${like})`);
    const columns =
      'company_id, id, number, name, street, postcode, town, country, phone, email, registration_no, types';
    const started = performance.now();
    await pipeline(createReadStream(file), client.query(copyFrom(`COPY copied (${columns}) FROM STDIN`)));
    return (performance.now() - started) / 1000;
  } finally {
    await client.query('DROP TABLE IF EXISTS copied');
    client.release();
    await rm(folder, { recursive: true, force: true });
  }
}

function* copyLines(rows: number, companyId: string): Generator<string> {
  for (let index = 0; index < rows; index++) {
    const { number, name, street, postcode, town, phone, email, registrationNo } = makeContact(index);
    const cells = [
      companyId,
      newId(),
      number,
      name,
      street,
      postcode,
      town,
      'NL',
      phone,
      email,
      registrationNo,
    ];
    yield `${cells.join('\t')}\t{customer}\n`;
  }
}
