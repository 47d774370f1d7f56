import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';

/** A place that was given; leaving it lets the next one in. */
export interface Turn {
  leave(): void;
}

export interface Turnstile {
  /** Resolves with a place when there is one, or with null where too many wait for one. */
  enter(): Promise<Turn | null>;
  /** Whether whoever comes now is turned away. */
  readonly isFull: boolean;
}

/**
 * Lets a fixed number in at once and a fixed number wait; whoever comes beyond that gets null at once. It keeps a
 * flood of sign-ins from taking all cores and memory from the check (GATE.md, OWASP ASVS 2.4).
 */
export function createTurnstile({
  atOnce = usualAtOnce(),
  waiting = 40,
}: {
  readonly atOnce?: number;
  readonly waiting?: number;
} = {}): Turnstile {
  let inside = 0;
  const queue: (() => void)[] = [];

  function turn(): Turn {
    let left = false;
    return {
      leave() {
        if (left) return;
        left = true;
        const next = queue.shift();
        if (next === undefined) inside -= 1;
        else next();
      },
    };
  }

  return {
    get isFull() {
      return inside >= atOnce && queue.length >= waiting;
    },
    async enter() {
      if (inside < atOnce) {
        inside += 1;
        return turn();
      }
      if (queue.length >= waiting) return null;
      await new Promise<void>((resolve) => queue.push(resolve));
      return turn();
    },
  };
}

/** One core stays free for the check; of several worker processes each has one place, and the cores are theirs. */
function usualAtOnce(): number {
  return cluster.isWorker ? 1 : Math.max(1, Math.min(4, availableParallelism() - 1));
}
