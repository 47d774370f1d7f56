import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** For how long it is taken as known where the data folder is, in milliseconds. */
const knownMs = 1_000;

/**
 * Tells whether a file, by its path without symbolic links, is Gatehouse's own: a key or password right in the data
 * folder, or a part of the database. No website shows these, whatever its folder is (I8).
 */
export function createOwnFiles(dataFolder: string): (file: string) => Promise<boolean> {
  let known: Promise<{ own: string; database: string }> | undefined;
  let until = 0;
  return async (file) => {
    const now = performance.now();
    if (known === undefined || now > until) {
      until = now + knownMs;
      known = Promise.all([withoutLinks(dataFolder), withoutLinks(join(dataFolder, 'postgres'))]).then(
        ([own, database]) => ({ own, database }),
      );
    }
    const { own, database } = await known;
    return dirname(file) === own || file.startsWith(`${database}${sep}`);
  };
}

async function withoutLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
