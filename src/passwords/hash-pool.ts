import { Worker } from 'node:worker_threads';
import type { Options } from '@node-rs/argon2';

/** Work for a hashing thread. */
export type HashJob =
  | { readonly kind: 'hash'; readonly plain: string; readonly parameters: Options }
  | { readonly kind: 'verify'; readonly hash: string; readonly plain: string };

export type HashAnswer = { readonly result: string | boolean } | { readonly failure: string };

/** A thread costs some megabytes; one that had nothing to do for so long goes. */
const idleMs = 60_000;
/** Argon2's own memory does not count here. */
const limits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 } as const;

interface Thread {
  readonly worker: Worker;
  /** Ends it when it was idle for too long. */
  retirement: NodeJS.Timeout | undefined;
}

/**
 * Hashes on threads of their own with a lower priority, so that a flood of sign-ins leaves processor, event loop and
 * libuv's threads to the check (GATE.md). As many threads as jobs at once; whoever calls bounds that (turnstile.ts).
 */
export function createHashPool(): { run(job: HashJob): Promise<string | boolean> } {
  const idle: Thread[] = [];

  const take = (): Thread => {
    const thread = idle.pop() ?? start();
    clearTimeout(thread.retirement);
    thread.worker.ref();
    return thread;
  };
  const start = (): Thread => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), {
      name: 'password hashing',
      resourceLimits: limits,
    });
    // Whoever waits for an answer hears of it too.
    worker.on('error', () => retire(thread));
    const thread: Thread = { worker, retirement: undefined };
    return thread;
  };
  const retire = (thread: Thread): void => {
    const place = idle.indexOf(thread);
    if (place >= 0) idle.splice(place, 1);
    void thread.worker.terminate();
  };
  const giveBack = (thread: Thread): void => {
    // Nothing waits for an idle thread, so that a process that is done can end.
    thread.worker.unref();
    thread.retirement = setTimeout(() => retire(thread), idleMs).unref();
    idle.push(thread);
  };

  return {
    async run(job) {
      const thread = take();
      const answer = await ask(thread.worker, job);
      giveBack(thread);
      if ('failure' in answer) throw new Error(answer.failure);
      return answer.result;
    },
  };
}

/** Sends a job to a thread that has none. @throws where the thread ends before its answer */
function ask(worker: Worker, job: HashJob): Promise<HashAnswer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number): void =>
      reject(new Error(`The thread that hashes passwords ended (${code}).`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (answer: HashAnswer) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(answer);
    });
    worker.postMessage(job);
  });
}
