import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import { brotliCompress, gzip, type ZlibOptions } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const outDir = join(root, 'dist/web');
const hashFile = join(outDir, '.source-hash');

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify<Buffer, ZlibOptions, Buffer>(gzip);
/** Bytes under which compressing is not worth a second file. */
const smallestCompressed = 1024;

/** Everything the built web application depends on. */
const sources = ['src/web/**/*', 'src/contract/**/*.ts', 'src/core/**/*.ts', 'package-lock.json'];

/** One hash over the names and contents of all sources, so that it says whether a build still fits them. */
async function hashSources(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
      files.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
}

/**
 * Builds the office's web application into `dist/web`, if it is not there or was built from other sources.
 * Silent when there is nothing to do. Returns whether it built; throws with a plain message when it can't.
 */
export async function buildWebIfStale(): Promise<boolean> {
  const wanted = await hashSources();
  if (
    existsSync(join(outDir, 'index.html')) &&
    (await readFile(hashFile, 'utf8').catch(() => '')) === wanted
  ) {
    return false;
  }
  const started = performance.now();
  process.stderr.write('Building the web application…\n');
  // Built beside the old one and put in its place when whole, so that a build that fails breaks nothing that runs.
  const fresh = `${outDir}.${process.pid}`;
  const environment = process.env.NODE_ENV;
  // Under another value (a test runner's) React would be built with its development checks.
  process.env.NODE_ENV = 'production';
  try {
    const { build } = await import('vite');
    await build({
      configFile: join(root, 'src/web/vite.config.ts'),
      logLevel: 'silent',
      build: { outDir: fresh, emptyOutDir: true },
    });
    await compressAll(fresh);
    await writeFile(join(fresh, '.source-hash'), wanted);
    await mkdir(dirname(outDir), { recursive: true });
    await rm(outDir, { recursive: true, force: true });
    await rename(fresh, outDir);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    const reason = plainReason(cause);
    throw new Error(
      `The web application could not be built: ${reason}\nRun "npm ci" and try again; the rest of Gatehouse is not affected.`,
      { cause },
    );
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  }
  process.stderr.write(
    `Built the web application in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`,
  );
  return true;
}

/**
 * Puts a Brotli and a gzip form beside each text file, made once at the best level, so that the server need not
 * compress them for every visitor and the first screen stays under 300 kB (DESIGN §9).
 */
async function compressAll(folder: string): Promise<void> {
  const files: string[] = [];
  for await (const file of glob('**/*.{js,css,svg,html}', { cwd: folder })) files.push(join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      if (content.length < smallestCompressed) return;
      await writeFile(`${file}.br`, await compressBrotli(content));
      await writeFile(`${file}.gz`, await compressGzip(content, { level: 9 }));
    }),
  );
}

/** The first lines of what the builder says, without colours and drawings. */
function plainReason(cause: unknown): string {
  const text = stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause));
  const lines = text.split('\n').map((line) => line.replace(/[\u2500-\u257f]+/g, ' ').trim());
  return lines
    .filter((line) => line !== '' && !/^[\d\s]*$/.test(line))
    .slice(0, 4)
    .join('\n  ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildWebIfStale();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
