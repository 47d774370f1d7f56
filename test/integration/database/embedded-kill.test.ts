import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, serversOn, signal, waitUntil } from '../../../src/database/embedded/processes.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../../src/database/embedded/start.ts';
import { silentLog } from '../../../src/database/log.ts';
import { makeInitialisedFolder, makeTestFolder, type TestFolder } from '../../support/data-folder.ts';

const PROGRAM = fileURLToPath(new URL('programs/commit-rows.ts', import.meta.url));

let initialised: TestFolder;
let folder: TestFolder;
let server: EmbeddedDatabase | undefined;
let programs: ChildProcess[] = [];

beforeAll(async () => {
  initialised = await makeInitialisedFolder();
});

afterAll(() => initialised.remove());

beforeEach(async () => {
  folder = await makeTestFolder(initialised);
});

afterEach(async () => {
  for (const program of programs) program.kill('SIGKILL');
  programs = [];
  await server?.stop();
  server = undefined;
  for (const pid of (await serversOn(files())).servers) signal(pid, 'SIGKILL');
  await folder.remove();
});

const files = (): string => join(folder.dataFolder, 'postgres');

interface Writer {
  process: ChildProcess;
  serverPid: number;
  /** The last row of which the program was told that it is committed. */
  committed(): number;
}

/** Starts the program that commits rows and waits until it has committed some more. */
async function startWriter(rows = 25): Promise<Writer> {
  const child = spawn(process.execPath, [PROGRAM, folder.dataFolder, folder.sharedFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(child);
  let serverPid = 0;
  let committed = 0;
  let seen = 0;
  const enough = Promise.withResolvers<void>();
  child.once('exit', () => enough.reject(new Error('The program ended by itself.')));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, number] = line.split(' ');
    if (word === 'server') serverPid = Number(number);
    else committed = Number(number);
    seen += 1;
    if (seen > rows) enough.resolve();
  });
  await enough.promise;
  return { process: child, serverPid, committed: () => committed };
}

async function kill(writer: Writer, what: 'gatehouse' | 'both' | 'database first'): Promise<number> {
  const { process: program } = writer;
  const gone = new Promise((resolve) => program.once('exit', resolve));
  if (what === 'database first') process.kill(writer.serverPid, 'SIGKILL');
  program.kill('SIGKILL');
  if (what === 'both') process.kill(writer.serverPid, 'SIGKILL');
  await gone;
  return writer.committed();
}

async function startAgain(): Promise<EmbeddedDatabase> {
  server = await startEmbedded({ ...folder, log: silentLog });
  return server;
}

async function keptRows(database: EmbeddedDatabase): Promise<{ rows: number; last: number }> {
  const client = new pg.Client(database.url());
  await client.connect();
  const text = 'SELECT count(*)::int AS rows, max(n)::int AS last FROM kept';
  const { rows } = await client.query<{ rows: number; last: number }>(text).finally(() => client.end());
  return rows[0] ?? { rows: 0, last: 0 };
}

describe.each(['gatehouse', 'both', 'database first'] as const)('after kill -9 of %s', (what) => {
  it('I4: has every row that was committed, three times over, with one server', async () => {
    for (let round = 0; round < 3; round += 1) {
      const committed = await kill(await startWriter(), what);
      const database = await startAgain();
      const { rows, last } = await keptRows(database);
      // One more may have been committed without its answer having come.
      expect(last - committed).toBeGreaterThanOrEqual(0);
      expect(last - committed).toBeLessThanOrEqual(1);
      expect(rows).toBe(last);
      expect((await serversOn(files())).servers).toEqual([database.pid()]);
      await database.stop();
      server = undefined;
    }
  });
});

it('takes over a server that was left running, leaving one', async () => {
  const writer = await startWriter();
  await kill(writer, 'gatehouse');
  expect((await serversOn(files())).servers).toEqual([writer.serverPid]);
  const database = await startAgain();
  expect(isAlive(writer.serverPid)).toBe(false);
  expect(database.pid()).not.toBe(writer.serverPid);
});

it('is refused while another process has the folder, and not after that one is killed', async () => {
  const writer = await startWriter();
  await expect(startAgain()).rejects.toMatchObject({
    code: 'database_folder_in_use',
    params: { process: String(writer.process.pid) },
  });
  await kill(writer, 'gatehouse');
  await startAgain();
});

it('starts where postmaster.pid names a living process that is no server', async () => {
  await (await startAgain()).stop();
  const lines = [process.pid, files(), Math.floor(Date.now() / 1000), 5432, '.', '', '', 'ready'];
  await writeFile(join(files(), 'postmaster.pid'), `${lines.join('\n')}\n`);
  await writeFile(join(files(), '.s.PGSQL.5432.lock'), `${lines.join('\n')}\n`);
  const database = await startAgain();
  expect((await serversOn(files())).servers).toEqual([database.pid()]);
  expect(isAlive(process.pid)).toBe(true);
});

it('refuses files on which a server answers that is not to be seen, as in another container', async () => {
  const stranger = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => stranger.listen(join(files(), '.s.PGSQL.5432'), resolve));
  await expect(startAgain()).rejects.toMatchObject({ code: 'database_folder_in_use_elsewhere' });
  await new Promise((resolve) => stranger.close(resolve));
  await startAgain();
});

it('starts the server again when it alone is killed', async () => {
  const database = await startAgain();
  const first = database.pid();
  process.kill(first, 'SIGKILL');
  await expect
    .poll(() => database.pid() !== first && isAlive(database.pid()), { timeout: 10_000 })
    .toBe(true);
  const client = new pg.Client(database.url());
  await client.connect();
  await client.end();
});

it('stops the server when the program exits without stopping it', async () => {
  const writer = await startWriter();
  writer.process.kill('SIGUSR2'); // which it answers with process.exit
  expect(await waitUntil(() => !isAlive(writer.serverPid), 10_000)).toBe(true);
  expect((await readdir(files())).includes('postmaster.pid')).toBe(false);
});

it('I4: keeps what was committed when it was killed while initialising', async () => {
  await rm(folder.dataFolder, { recursive: true });
  for (const milliseconds of [150, 400, 700]) {
    const { dataFolder, sharedFolder } = folder;
    const child = spawn(process.execPath, [PROGRAM, dataFolder, sharedFolder], { stdio: 'ignore' });
    programs.push(child);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGKILL');
  }
  const committed = await kill(await startWriter(), 'gatehouse');
  expect((await keptRows(await startAgain())).last).toBeGreaterThanOrEqual(committed);
  expect((await readdir(folder.dataFolder)).sort()).toEqual([
    'gatehouse.lock',
    'gatehouse.pid',
    'postgres',
    'postgres-password',
  ]);
});
