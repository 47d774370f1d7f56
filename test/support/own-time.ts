/** How often is looked, and how long a gap between two looks counts in any case. */
const lookMs = 5;
const longestGapMs = 25;

/**
 * The milliseconds that something takes in the process of the test, in which the gate runs as well: what a limit in time
 * is held against. A while in which the system did not let this process run, as it was busy with others, does not
 * count; one in which the process worked itself does, however long. So the limit means the same on a loaded machine.
 */
export async function ownTime(work: () => Promise<unknown>): Promise<number> {
  let counted = 0;
  let at = performance.now();
  let cpu = process.cpuUsage();
  const look = (): void => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    counted += Math.min(now - at, Math.max(longestGapMs, (user + system) / 1000));
    at = now;
    cpu = process.cpuUsage();
  };
  const timer = setInterval(look, lookMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    look();
  }
  return counted;
}
