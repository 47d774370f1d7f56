import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SystemAccount } from './system-account.ts';

/**
 * The first folder on the way to `path` (itself included) that an account may not enter, or `undefined` when it
 * can reach it. Goes by owner, group and mode; access lists are not read, and count as closed.
 */
export async function firstClosedFolder(path: string, account: SystemAccount): Promise<string | undefined> {
  const folders: string[] = [];
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of folders) {
    const { uid, gid, mode } = await stat(folder);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return folder;
  }
  return undefined;
}

/** Whether an account may read a file or list a folder, apart from the way to it. */
export async function mayRead(path: string, account: SystemAccount): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const read = uid === account.uid ? 0o400 : gid === account.gid ? 0o040 : 0o004;
  return (mode & read) !== 0;
}

/**
 * Makes root's folder for what an account cannot reach elsewhere; new ones are open to pass, whatever the umask.
 * @throws when it cannot be made or an existing one is closed to the account
 */
export async function openSharedFolder(folder: string, account: SystemAccount): Promise<void> {
  const created = await mkdir(folder, { recursive: true });
  if (created !== undefined) await chmod(folder, 0o755);
  const closed = await firstClosedFolder(folder, account);
  if (closed !== undefined) throw new Error(`${closed} is closed to it`);
}
