import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Logger } from 'pino';

const script = join(import.meta.dirname, '../../scripts/build-web.ts');

/**
 * Builds the web application where it is stale, in a process of its own, so that the memory that building takes is
 * free again. The office works without its pages: a build that fails is told on standard error, and no more. `signal`
 * breaks it off.
 */
export function buildWeb(log: Logger, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const build = spawn(process.execPath, [script], {
      stdio: ['ignore', 'ignore', 'inherit'],
      ...(signal === undefined ? {} : { signal }),
    });
    build.on('error', (error) => {
      if (signal?.aborted !== true) log.error({ err: error }, 'the web application could not be built');
      resolve();
    });
    build.on('exit', (code) => {
      if (code !== 0) log.error({ code }, 'the web application could not be built');
      resolve();
    });
  });
}
