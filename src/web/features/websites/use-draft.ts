import { useMemo } from 'react';
import type { z } from 'zod';

export interface Draft<T> {
  readonly read: () => T | null;
  readonly keep: (value: T) => void;
  readonly drop: () => void;
}

/** Keeps what one typed but did not save in this window, so that a reload or another screen loses nothing. */
export function useDraft<T>(name: string, shape: z.ZodType<T, T>): Draft<T> {
  return useMemo(() => {
    const key = `gatehouse.draft.${name}`;
    return {
      read: () => {
        try {
          const parsed = shape.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
          return parsed.success ? parsed.data : null;
        } catch {
          return null;
        }
      },
      keep: (value) => sessionStorage.setItem(key, JSON.stringify(value)),
      drop: () => sessionStorage.removeItem(key),
    };
  }, [name, shape]);
}
