import type { DatabaseLog } from '../log.ts';
import type { ServerProcess } from './server-process.ts';

export interface SupervisedServer {
  pid(): number;
  stop(): Promise<void>;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;
/** A server that ran this long was well; its end is a new trouble, not the same one again. */
const WELL_AFTER_MS = 60_000;

/**
 * Starts a server again when it ends by itself (killed for memory, or by an operator), waiting longer each time.
 * Pools connect again by themselves, since it listens at the same place.
 */
export function superviseServer(
  first: ServerProcess,
  startAgain: () => Promise<ServerProcess>,
  log: DatabaseLog,
): SupervisedServer {
  let current = first;
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  let wake = (): void => {};

  const restart = async (): Promise<void> => {
    for (let delay = FIRST_DELAY_MS; !stopping; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, delay).unref();
      });
      if (stopping) return;
      const startedAt = performance.now();
      try {
        current = await startAgain();
        log.info(`The database server runs again (process ${current.pid}).`);
        if (stopping) return;
        await current.ended;
        if (stopping) return;
        if (performance.now() - startedAt > WELL_AFTER_MS) delay = FIRST_DELAY_MS;
        log.error('The database server ended unexpectedly; it is started again.');
      } catch (error) {
        log.error(error instanceof Error ? error.message : String(error));
      }
    }
  };

  void first.ended.then(() => {
    if (stopping) return;
    log.error('The database server ended unexpectedly; it is started again.');
    restarting = restart();
  });

  return {
    pid: () => current.pid,
    async stop() {
      stopping = true;
      wake();
      await current.stop();
      await restarting;
      await current.stop();
    },
  };
}
