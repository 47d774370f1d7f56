import { sep } from 'node:path';

/** Trees that hold the system, its secrets, databases and logs. */
const refusedTrees = [
  '/etc',
  '/proc',
  '/sys',
  '/dev',
  '/boot',
  '/run',
  '/var/lib/postgresql',
  '/var/lib/gatehouse',
  '/var/log',
];
/** Folders that hold much else; a folder within them may be a website. */
const refusedFolders = ['/', '/root', '/home', '/usr', '/var', '/opt', '/tmp'];

/**
 * Why a folder can't be a website (I8), or null where it can. Give paths without symbolic links.
 * @param allowed where websites may lie; null: anywhere that is not refused.
 */
export function folderProblem(
  folder: string,
  allowed: readonly string[] | null,
): 'system' | 'outside' | null {
  if (refusedFolders.includes(folder)) return 'system';
  if (refusedTrees.some((tree) => isWithin(folder, tree) || isWithin(tree, folder))) return 'system';
  if (allowed !== null && !allowed.some((root) => isWithin(folder, root))) return 'outside';
  return null;
}

function isWithin(path: string, tree: string): boolean {
  return path === tree || path.startsWith(tree.endsWith(sep) ? tree : tree + sep);
}
