/** Resolves at the first SIGINT or SIGTERM. Asked for before the program says that it runs, so that none is missed. */
export function askedToStop(): Promise<void> {
  return new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/**
 * Waits until it is asked to stop, then stops what runs, newest first, and gives the exit code. A second signal, or a
 * stop that takes longer than half a minute, ends the process at once.
 */
export async function untilStopped(asked: Promise<void>, stop: () => Promise<void>): Promise<number> {
  await asked;
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  setTimeout(() => process.exit(1), 30_000).unref();
  await stop();
  return 0;
}

/** Things to stop, in the opposite order of their start. */
export class Stops {
  readonly #stops: (() => Promise<unknown>)[] = [];

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop);
  }

  /** Stops all of them, also where one fails; throws the first failure at the end. */
  async stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.splice(0).reverse()) {
      await stop().catch((failure: unknown) => failures.push(failure));
    }
    if (failures.length > 0) throw failures[0];
  }
}
