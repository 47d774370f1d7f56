import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { folderProblem } from '../../core/folder-origin.ts';

/** What a decoded path leads to within a website's folder. */
export type Found =
  | {
      readonly kind: 'file';
      /** The folder without symbolic links. */
      readonly root: string;
      /** Path below it, without symbolic links, with `/` and a slash before it. */
      readonly path: string;
      readonly size: number;
      readonly changedMs: number;
    }
  /** A folder that was asked for without the slash at its end. */
  | { readonly kind: 'folder' }
  /** No website may show this folder (`folderProblem`). */
  | { readonly kind: 'refused' }
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
  if (segments.some((segment) => segment.startsWith('.') && segment !== '.well-known')) return nothing;
  try {
    const root = await realpath(folder);
    if (folderProblem(root, allowed) !== null) return { kind: 'refused' };
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
  const status = await stat(real);
  if (!status.isFile() && !status.isDirectory()) return null;
  const path = `/${relative(root, real).split(sep).join('/')}`;
  const found = { kind: 'file' as const, root, path, size: status.size, changedMs: status.mtimeMs };
  return { isFolder: status.isDirectory(), found };
}

const absences = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EINVAL']);

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && absences.has(String(error.code));
}
