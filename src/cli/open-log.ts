import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

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
 */
export function openLogFile(config: Config): { log: Logger; file: string } {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o755 });
  const file = join(config.dataFolder, 'gatehouse.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) renameSync(file, `${file}.1`);
  const target = destination({ dest: file, append: true, mode: 0o600, sync: true });
  return { log: pino({ level: config.LOG_LEVEL, base: { pid: process.pid }, redact }, target), file };
}

/** The log of the roles that run as services: JSON lines on standard error. */
export function openErrorLog(config: Config): Logger {
  return pino(
    { level: config.LOG_LEVEL, base: { pid: process.pid }, redact },
    destination({ dest: 2, sync: true }),
  );
}
