import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { AppError } from './core/errors.ts';

/** Size after which a log file is put aside at the next start; one older file is kept. */
const largestLogBytes = 10 * 1024 * 1024;

/** What never stands in a log, should a careless caller hand it over (GATE.md). */
const redact = {
  paths: ['password', 'token', '*.password', '*.token', '*.cookie', '*.authorization', 'headers.*'],
  censor: '(not logged)',
};

/**
 * The log of `gatehouse start`: a file in the data folder, so that the terminal keeps to what a person wants to
 * know. JSON lines, times in UTC.
 * @throws AppError `data_folder_unusable`
 */
export function openLogFile(config: Config): { log: Logger; file: string; descriptor: number } {
  const file = join(config.dataFolder, 'gatehouse.log');
  const descriptor = openForAppending(config.dataFolder, file);
  const target = destination({ dest: descriptor, sync: true });
  return {
    log: pino({ level: config.LOG_LEVEL, base: { pid: process.pid }, redact }, target),
    file,
    descriptor,
  };
}

function openForAppending(folder: string, file: string): number {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > largestLogBytes) renameSync(file, `${file}.1`);
    return openSync(file, 'a', 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('data_folder_unusable', { folder, reason }, { cause: error });
  }
}

/** The log of the roles that run as services: JSON lines on standard error. */
export function openErrorLog(config: Config): Logger {
  return pino(
    { level: config.LOG_LEVEL, base: { pid: process.pid }, redact },
    destination({ dest: 2, sync: true }),
  );
}
