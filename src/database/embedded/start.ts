import { dirname } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import {
  type DatabasePlace,
  DEFAULT_SHARED_FOLDER,
  findDatabasePlace,
  makeDataFolder,
} from './database-place.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { DATABASE, OWNER, prepareFiles, SUPERUSER } from './initialise.ts';
import { endLeftoverServer } from './leftover-server.ts';
import {
  freePort,
  type Listening,
  type ServerOptions,
  type ServerProcess,
  socketFits,
  startServer,
} from './server-process.ts';
import { superviseServer } from './supervise.ts';

export interface EmbeddedOptions {
  /** The data folder (GATEHOUSE_DATA); made where it is missing. */
  dataFolder: string;
  log: DatabaseLog;
  /** Where root keeps what its PostgreSQL account cannot reach; `/var/lib/gatehouse`. */
  sharedFolder?: string;
  /** `false` only for tests: commits are then not written through to the disk. */
  durable?: boolean;
  /** Settings of PostgreSQL that go before ours and the operator's, by its names. */
  settings?: Readonly<Record<string, string | number>>;
  /** `port` avoids the Unix socket, which is used where its path is short enough. */
  listenOn?: 'socket' | 'port';
}

export interface EmbeddedDatabase {
  /** Connection string for a database of the server; without a name the one of the product. Holds the password. */
  url(database?: string): string;
  /** The same as the server's administrator, for what only that one may do (making databases in tests). */
  adminUrl(database: string): string;
  /** Process id of the running server. */
  pid(): number;
  /** Stops the server cleanly and frees the data folder. Close the pools first. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a data folder, initialising it the first time. A server that a killed
 * Gatehouse left running there is stopped first; one that ends by itself while we run is started again.
 * @throws AppError `database_folder_in_use` when another Gatehouse runs on the folder, and the other
 *   `database_…` codes of files that cannot be used, each saying what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log, durable = true, sharedFolder = DEFAULT_SHARED_FOLDER } = options;
  const dataFolder = await makeDataFolder(options.dataFolder);
  const locks: FolderLock[] = [];
  const release = (): void => {
    for (const lock of locks.splice(0)) lock.release();
  };
  try {
    locks.push(lockFolder(dataFolder));
    const place = await findDatabasePlace({ dataFolder, sharedFolder, log });
    // Files outside the data folder are locked as well: another data folder may lead to them.
    if (dirname(place.files) !== dataFolder) locks.push(lockFolder(dirname(place.files)));
    await endLeftoverServer(place.files, log);
    const { password } = await prepareFiles(dataFolder, place, { durable, log });
    const { server, listening } = await startListening(place, { ...options, durable });
    const startAgain = async (): Promise<ServerProcess> => {
      await endLeftoverServer(place.files, log);
      return startServer(place, listening, { ...options, durable });
    };
    const connectionString = (role: string, database: string): string =>
      addressOf(place.files, listening, `${role}:${password}`, database);
    const supervised = superviseServer(server, startAgain, log);
    return {
      url: (database = DATABASE) => connectionString(OWNER, database),
      adminUrl: (database) => connectionString(SUPERUSER, database),
      pid: () => supervised.pid(),
      async stop() {
        await supervised.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Starts on the socket, or on loopback where a socket's path is too long or its file system takes none. */
async function startListening(
  place: DatabasePlace,
  options: ServerOptions & Pick<EmbeddedOptions, 'listenOn'>,
): Promise<{ server: ServerProcess; listening: Listening }> {
  if (options.listenOn !== 'port' && socketFits(place.files)) {
    const listening: Listening = { kind: 'socket' };
    try {
      return { server: await startServer(place, listening, options), listening };
    } catch (error) {
      const noSocket = error instanceof AppError && error.message.includes('Unix-domain socket');
      if (!noSocket) throw error;
    }
  }
  const listening: Listening = { kind: 'port', port: await freePort() };
  return { server: await startServer(place, listening, options), listening };
}

function addressOf(files: string, listening: Listening, login: string, database: string): string {
  const name = encodeURIComponent(database);
  return listening.kind === 'socket'
    ? `postgres://${login}@localhost/${name}?host=${encodeURIComponent(files)}&port=5432`
    : `postgres://${login}@127.0.0.1:${listening.port}/${name}`;
}
