import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../core/errors.ts';

export interface FolderLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/** Held locks; the reference keeps the garbage collector from closing the file, which would free the lock. */
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process alone, for as long as the process lives.
 *
 * Node has no `flock`; SQLite takes a lock of the operating system (fcntl, LockFileEx) that ends with the
 * process, so that it neither stays after `kill -9` nor is fooled by a reused process id. The process id
 * beside it only serves the message.
 * @throws AppError `database_folder_in_use`, `database_folder_unusable`
 */
export function lockFolder(folder: string): FolderLock {
  const pidFile = join(folder, 'gatehouse.pid');
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(join(folder, 'gatehouse.lock'), { timeout: 0 });
    file.exec('PRAGMA journal_mode = MEMORY');
    file.exec('BEGIN EXCLUSIVE');
    rmSync(pidFile, { force: true });
    writeFileSync(pidFile, `${process.pid}\n`, { flag: 'wx' });
  } catch (error) {
    if (file?.isOpen) file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new AppError('database_folder_in_use', { folder, process: readPid(pidFile) }, { cause: error });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('database_folder_unusable', { folder, reason }, { cause: error });
  }
  const lock = file;
  held.add(lock);
  return {
    release() {
      if (!held.delete(lock)) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '?';
  }
}
