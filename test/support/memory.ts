import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';

v8.setFlagsFromString('--expose-gc');
// The flag counts for contexts made after it.
const collectGarbage: () => void = runInNewContext('gc');

/**
 * The most memory in use at any look that `work` takes, above what it was before, in bytes. Garbage is not counted, and
 * collecting it takes its time: a few looks do.
 */
export async function memoryFor(work: (look: () => void) => Promise<void>): Promise<number> {
  const used = () => {
    // Buffers of the first collection are given back beside it; the second waits for that.
    collectGarbage();
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let most = 0;
  await work(() => {
    most = Math.max(most, used() - before);
  });
  return most;
}

/** Counts bytes as they come and looks at each quarter of the whole. */
export function lookWhileCounting(whole: number, look: () => void): (piece: Buffer) => number {
  let count = 0;
  let quarters = 0;
  return (piece) => {
    count += piece.length;
    if (count >= ((quarters + 1) * whole) / 4) {
      quarters += 1;
      look();
    }
    return count;
  };
}
