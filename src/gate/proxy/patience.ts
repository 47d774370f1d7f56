/** The one limit that an exchange between visitor and website is under at a time. */
export interface Patience {
  /** `over` is called after `ms`, whatever happens meanwhile. */
  waitFor(ms: number, over: () => void): void;
  /** `over` is called once nothing has moved for `ms`; and again, where the exchange goes on. */
  whileMoving(ms: number, over: () => void): void;
  /** A byte moved. */
  readonly moved: () => void;
  end(): void;
}

export function createPatience(): Patience {
  let timer: NodeJS.Timeout | undefined;
  let isForMoving = false;
  let isOver = false;
  const set = (ms: number, over: () => void, forMoving: boolean): void => {
    clearTimeout(timer);
    if (isOver) return;
    isForMoving = forMoving;
    timer = setTimeout(over, ms).unref();
  };
  return {
    waitFor: (ms, over) => set(ms, over, false),
    whileMoving(ms, over) {
      set(
        ms,
        () => {
          timer?.refresh();
          over();
        },
        true,
      );
    },
    moved() {
      if (isForMoving && !isOver) timer?.refresh();
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
