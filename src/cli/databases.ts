import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../core/errors.ts';
import { startEmbedded } from '../database/embedded/start.ts';
import type { DatabaseLog } from '../database/log.ts';

/** Where the two sides keep their data, and how to let go of it. */
export interface Databases {
  readonly officeUrl: string;
  readonly gateUrl: string;
  /** Whether the embedded database serves at least one side. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

export type Side = 'office' | 'gate';

/**
 * The databases of the wanted sides: those of OFFICE_DATABASE_URL and GATE_DATABASE_URL, and for a side without one
 * the embedded server, which is started. While it runs a file in the data folder tells other commands where it is.
 * @throws AppError the `database_…` codes
 */
export async function openDatabases(
  config: Config,
  log: DatabaseLog,
  sides: readonly Side[],
): Promise<Databases> {
  const urls = { office: config.OFFICE_DATABASE_URL, gate: config.GATE_DATABASE_URL };
  if (sides.every((side) => urls[side] !== undefined)) {
    return {
      officeUrl: urls.office ?? '',
      gateUrl: urls.gate ?? '',
      embedded: false,
      close: async () => {},
    };
  }
  const server = await startEmbedded({ dataFolder: config.dataFolder, log });
  const url = server.url();
  const file = runningFile(config);
  await writeFile(file, `${JSON.stringify({ url })}\n`, { mode: 0o600 });
  return {
    officeUrl: urls.office ?? url,
    gateUrl: urls.gate ?? url,
    embedded: true,
    close: async () => {
      await rm(file, { force: true });
      await server.stop();
    },
  };
}

/**
 * One side's database for a short command: also while Gatehouse runs on the same data folder, whose server is
 * used then.
 * @throws AppError the `database_…` codes
 */
export async function borrowDatabase(
  config: Config,
  log: DatabaseLog,
  side: Side,
): Promise<{ url: string; close(): Promise<void> }> {
  try {
    const databases = await openDatabases(config, log, [side]);
    return { url: side === 'office' ? databases.officeUrl : databases.gateUrl, close: databases.close };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database_folder_in_use') throw error;
    const url = await runningUrl(config);
    if (url === null) throw error;
    return { url, close: async () => {} };
  }
}

/** Holds the embedded server's address and password; readable by the owner only. */
function runningFile(config: Config): string {
  return join(config.dataFolder, 'running.json');
}

async function runningUrl(config: Config): Promise<string | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(runningFile(config), 'utf8'));
    const known = typeof parsed === 'object' && parsed !== null && 'url' in parsed ? parsed.url : null;
    return typeof known === 'string' ? known : null;
  } catch {
    return null;
  }
}
