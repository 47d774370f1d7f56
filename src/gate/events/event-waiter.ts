/** The poll that finds what no message of the database told of (DESIGN §1). */
const pollMs = 1000;

/** Lets requests wait for the next event. */
export interface EventWaiter {
  /** Something may have come: whoever waits looks again. */
  wake(): void;
  /** Resolves when `isThere` finds something, the time is over, or the signal ends it. */
  until(isThere: () => Promise<boolean>, waitMs: number, signal: AbortSignal): Promise<void>;
}

export function createEventWaiter(): EventWaiter {
  const sleepers = new Set<() => void>();
  let wakes = 0;
  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        sleepers.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      sleepers.add(end);
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    });
  return {
    wake() {
      wakes += 1;
      for (const end of [...sleepers]) end();
    },
    async until(isThere, waitMs, signal) {
      const end = performance.now() + waitMs;
      for (let seen = wakes; !signal.aborted && !(await isThere()); seen = wakes) {
        const left = end - performance.now();
        if (left <= 0) return;
        // News that came during the look is looked for at once.
        if (seen === wakes) await sleep(Math.min(left, pollMs), signal);
      }
    },
  };
}
