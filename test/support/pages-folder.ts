import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with a start page and a page of prices, to be served as a website. */
export async function pagesFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-pages-'));
  const page = (title: string): string =>
    `<!doctype html><html lang="nl"><title>${title}</title><h1>${title}</h1>`;
  await writeFile(join(folder, 'index.html'), page('Welkom'));
  await writeFile(join(folder, 'prijzen.html'), page('Prijzen'));
  return folder;
}
