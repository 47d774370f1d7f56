/** Milliseconds of processor time that are spent to find out. */
const spinMs = 300;

/**
 * How many times longer than alone a program takes on this machine just now: 1 where a processor is free, 4 where this
 * process gets a quarter of one. A limit in time for a program of its own is held against the time it took, divided by this.
 */
export function slowdown(): number {
  const begun = performance.now();
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if (user + system >= spinMs * 1000) return Math.max(1, (performance.now() - begun) / spinMs);
  }
}
