import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { folderProblem } from '../../core/folder-origin.ts';
import { isAbsence } from './is-absence.ts';

/** What a decoded path leads to within a website's folder. */
export type Found =
  | {
      readonly kind: 'file';
      /** The folder without symbolic links. */
      readonly root: string;
      /** Path below it, without symbolic links, with `/` and a slash before it. */
      readonly path: string;
    }
  /** A folder that was asked for without the slash at its end. */
  | { readonly kind: 'folder' }
  /** No website may show this folder (`folderProblem`). */
  | { readonly kind: 'refused' }
  /** The website's folder itself is not there. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'nothing' };

const nothing: Found = { kind: 'nothing' };

/**
 * Finds a file of a website's folder, `index.html` for a folder. Nothing outside the folder is found, also not through
 * symbolic links, and no dot file but what lies under `.well-known` (RFC 8615).
 * @param allowed folders within which websites must lie; null: anywhere but in the system's own.
 * @throws what the file system throws, but for what is simply not there
 */
export async function findFile(
  folder: string,
  path: string,
  allowed: readonly string[] | null,
): Promise<Found> {
  const segments = path.split('/').filter((segment) => segment !== '');
  if (!segments.every((segment) => isShownName(segment))) return nothing;
  let root: string;
  try {
    root = await realpath(folder);
  } catch (error) {
    if (isAbsence(error)) return { kind: 'missing' };
    throw error;
  }
  if (folderProblem(root, allowed) !== null) return { kind: 'refused' };
  try {
    const place = await resolveInside(root, join(root, ...segments));
    if (place === null) return nothing;
    if (!place.isFolder) return path.endsWith('/') ? nothing : place.found;
    if (!path.endsWith('/')) return { kind: 'folder' };
    const index = await resolveInside(root, join(root, ...segments, 'index.html'));
    return index === null || index.isFolder ? nothing : index.found;
  } catch (error) {
    if (isAbsence(error)) return nothing;
    throw error;
  }
}

async function resolveInside(
  root: string,
  candidate: string,
): Promise<{ isFolder: boolean; found: Found } | null> {
  const real = await realpath(candidate);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  const segments = relative(root, real).split(sep);
  // A link may lead to what is hidden under its own name.
  if (real !== root && !segments.every((segment) => isShownName(segment))) return null;
  const status = await stat(real);
  if (!status.isFile() && !status.isDirectory()) return null;
  return { isFolder: status.isDirectory(), found: { kind: 'file', root, path: `/${segments.join('/')}` } };
}

/**
 * Whether a name may be shown: no dot file, and on Windows none that means something else than a file of that name (a
 * device, an alternate stream, a name that the system shortens).
 */
export function isShownName(name: string, platform: NodeJS.Platform = process.platform): boolean {
  if (name.startsWith('.') && name !== '.well-known') return false;
  if (platform !== 'win32') return true;
  return !/[:<>"|?*]|[. ]$|^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i.test(name);
}
