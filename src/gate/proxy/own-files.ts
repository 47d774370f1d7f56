import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/**
 * Whether a file, by its path without symbolic links, is Gatehouse's own: a key or password right in the data folder, or
 * a part of the database. No website shows these, whatever its folder is (I8).
 */
export async function isOwnFile(dataFolder: string, file: string): Promise<boolean> {
  const [own, database] = await Promise.all([dataFolder, join(dataFolder, 'postgres')].map(withoutLinks));
  return dirname(file) === own || file.startsWith(`${database}${sep}`);
}

async function withoutLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
