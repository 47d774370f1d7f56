import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/database/embedded/run-program.ts';
import { startEmbedded } from '../../src/database/embedded/start.ts';
import { silentLog } from '../../src/database/log.ts';

export interface TestFolder {
  /** A data folder; it does not exist yet, unless copied from an initialised one. */
  dataFolder: string;
  /** Stands for /var/lib/gatehouse. */
  sharedFolder: string;
  /** The folder around both; everyone may enter it. */
  parent: string;
  remove(): Promise<void>;
}

const MEMORY_DISK = '/dev/shm';
const ENOUGH_BYTES = 2 ** 31;

/**
 * A new folder that everyone may enter, as root's PostgreSQL account must; in memory where there is room, since
 * a database of a few seconds need not wait for a disk.
 */
export async function makeTemporaryFolder(prefix: string): Promise<string> {
  const memory = await statfs(MEMORY_DISK).catch(() => undefined);
  const roomy = memory !== undefined && memory.bavail * memory.bsize > ENOUGH_BYTES;
  const folder = await mkdtemp(join(roomy ? MEMORY_DISK : tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}

/**
 * A place for a data folder of a test. With `from`, it begins as a copy of that one, which takes a tenth of the time of
 * initialising.
 */
export async function makeTestFolder(from?: TestFolder): Promise<TestFolder> {
  const parent = await makeTemporaryFolder('gatehouse-data-');
  const dataFolder = join(parent, 'data');
  if (from !== undefined) await runProgram('cp', ['-a', from.dataFolder, dataFolder]);
  return {
    parent,
    dataFolder,
    sharedFolder: join(parent, 'shared'),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

/** A data folder with an empty, stopped database, to copy from. */
export async function makeInitialisedFolder(): Promise<TestFolder> {
  const folder = await makeTestFolder();
  const server = await startEmbedded({ ...folder, log: silentLog, durable: false });
  await server.stop();
  return folder;
}
