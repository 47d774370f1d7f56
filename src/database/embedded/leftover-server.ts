import { readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import { isAlive, serversOn, signal, waitUntil } from './processes.ts';

const FAST_SHUTDOWN_MS = 60_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/**
 * Ends a server that runs on a data directory because Gatehouse was killed, and removes its stale lock files.
 * It is stopped rather than used on: a server of ours has our settings, our output and us as its parent.
 * Called only while the data folder's lock is held, so that no other Gatehouse uses that server.
 * @throws AppError `database_folder_in_use_elsewhere` when one runs that we cannot see
 */
export async function endLeftoverServer(files: string, log: DatabaseLog): Promise<void> {
  if ((await stat(files).catch(() => undefined)) === undefined) return;
  const { servers, backends } = await serversOn(files);
  for (const pid of servers) {
    log.info(`A database server was left running (process ${pid}); it is stopped and started anew.`);
    await stopServer(pid);
  }
  // Backends of a killed postmaster end by themselves unless they are busy; SIGQUIT ends them at once.
  for (const pid of backends) if (servers.length === 0) signal(pid, 'SIGQUIT');
  await waitUntil(() => !backends.some(isAlive), IMMEDIATE_SHUTDOWN_MS);
  if (await answersOnSocket(files)) {
    throw new AppError('database_folder_in_use_elsewhere', { folder: files });
  }
  for (const name of await readdir(files)) {
    if (name === 'postmaster.pid' || name.startsWith('.s.PGSQL.'))
      await rm(join(files, name), { force: true });
  }
}

/** Stops a server: fast (clients are cut off, everything is written), and if that takes too long, at once. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), FAST_SHUTDOWN_MS)) return;
  signal(pid, 'SIGQUIT');
  await waitUntil(() => !isAlive(pid), IMMEDIATE_SHUTDOWN_MS);
}

/** Whether a server listens on the data directory's socket, as one in another container would. */
async function answersOnSocket(files: string): Promise<boolean> {
  const names = await readdir(files);
  if (!names.includes('.s.PGSQL.5432')) return false;
  return new Promise((resolve) => {
    const socket = connect(join(files, '.s.PGSQL.5432'));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
