/** Things that wait, each from somewhere. */
export interface FairQueue<T> {
  readonly size: number;
  /**
   * Lets something wait. Returns what has to go instead where too many wait: the last one from where most come, which
   * may be the newcomer itself; else null.
   */
  add(from: string, item: T): T | null;
  /** The next one: each place it comes from has its turn, so that a crowd from one does not hold up the others. */
  next(): T | undefined;
}

/** Makes a queue in which at most `most` things wait. */
export function createFairQueue<T>(most: number): FairQueue<T> {
  // In the order in which places have their turn.
  const waiting = new Map<string, T[]>();
  let size = 0;

  const longest = (): T[] => {
    let found: T[] = [];
    for (const line of waiting.values()) if (line.length > found.length) found = line;
    return found;
  };

  return {
    get size() {
      return size;
    },
    add(from, item) {
      const line = waiting.get(from);
      if (line === undefined) waiting.set(from, [item]);
      else line.push(item);
      size += 1;
      if (size <= most) return null;
      size -= 1;
      const crowd = longest();
      const dropped = crowd.pop() ?? item;
      if (crowd.length === 0) forget(crowd);
      return dropped;
    },
    next() {
      const [turn] = waiting;
      if (turn === undefined) return undefined;
      const [from, line] = turn;
      const item = line.shift();
      waiting.delete(from);
      if (line.length > 0) waiting.set(from, line);
      size -= 1;
      return item;
    },
  };

  function forget(line: T[]): void {
    for (const [from, own] of waiting) if (own === line) waiting.delete(from);
  }
}
