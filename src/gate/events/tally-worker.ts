import type { Gate } from '../context.ts';
import { tellTallies } from './tell-tallies.ts';

/** The worker that tells the office of counted security events. */
export interface TallyWorker {
  /** Tells of what is still counted, also of the minute that is not over, and ends. */
  stop(): Promise<void>;
}

const everyMs = 10_000;

/** Starts the worker. Any number may run on one database. */
export function startTallyWorker(gate: Pick<Gate, 'db' | 'clock' | 'log'>): TallyWorker {
  let running: Promise<void> = Promise.resolve();
  const tell = async (all: boolean): Promise<void> => {
    try {
      await tellTallies(gate, { all });
    } catch (error) {
      gate.log.warn({ err: error }, 'counted security events wait: the database does not answer');
    }
  };
  const start = (all: boolean): Promise<void> => {
    running = running.then(() => tell(all));
    return running;
  };
  const timer = setInterval(() => void start(false), everyMs);
  void start(false);
  return {
    async stop() {
      clearInterval(timer);
      await start(true);
    },
  };
}
