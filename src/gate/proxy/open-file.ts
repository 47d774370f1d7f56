import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Found, findFile } from './find-file.ts';
import { isAbsence } from './is-absence.ts';

/** A file that is open for reading; whoever gets it closes it. Its name may lead to another file meanwhile. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** The website's folder without symbolic links. */
  readonly root: string;
  /** Path below it, without symbolic links, with `/` and a slash before it. */
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

/** What a decoded path leads to; a file is open. */
export type OpenedFile =
  | Exclude<Found, { kind: 'file' }>
  | { readonly kind: 'file'; readonly file: OpenFile };

/** How often a file is looked for anew that was replaced between finding and opening it. */
const attempts = 3;

/**
 * Finds a file as `findFile` does and opens it, so that what was judged is what is sent: a link that takes the file's
 * place meanwhile leads nowhere.
 */
export async function openFile(
  folder: string,
  path: string,
  allowed: readonly string[] | null,
): Promise<OpenedFile> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await findFile(folder, path, allowed);
    if (found.kind !== 'file') return found;
    const file = await openFound(found);
    if (file !== null) return { kind: 'file', file };
  }
  return { kind: 'nothing' };
}

async function openFound({ root, path }: Extract<Found, { kind: 'file' }>): Promise<OpenFile | null> {
  const place = join(root, path);
  let handle: FileHandle;
  try {
    // Without waiting, should a pipe have taken the file's place.
    handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
  try {
    const status = await handle.stat();
    if (status.isFile() && (await isAt(handle, place))) {
      return { handle, root, path, size: status.size, changedMs: status.mtimeMs };
    }
  } catch (error) {
    if (!isAbsence(error)) {
      await handle.close();
      throw error;
    }
  }
  await handle.close();
  return null;
}

/** Whether an open file is the one at a place, by a way without symbolic links. */
async function isAt(handle: FileHandle, place: string): Promise<boolean> {
  const known = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => null);
  // One that another has taken the name of since is still the one that was there.
  if (known !== null) return known === place || known === `${place} (deleted)`;
  const [real, there, own] = await Promise.all([realpath(place), stat(place), handle.stat()]);
  return real === place && there.ino === own.ino && there.dev === own.dev;
}
