import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

describe('turnstile', () => {
  it('I7: never lets more in than allowed, serves in order and turns away beyond the queue', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        async (atOnce, waiting, visitors) => {
          const turnstile = createTurnstile({ atOnce, waiting });
          let inside = 0;
          let most = 0;
          const served: number[] = [];
          const visits = Array.from({ length: visitors }, async (_, index) => {
            const turn = await turnstile.enter();
            if (turn === null) return;
            inside += 1;
            most = Math.max(most, inside);
            served.push(index);
            await new Promise((resolve) => setImmediate(resolve));
            inside -= 1;
            turn.leave();
            turn.leave(); // leaving twice frees one place only
          });
          await Promise.all(visits);
          expect(most).toBeLessThanOrEqual(atOnce);
          expect(served.length).toBe(Math.min(visitors, atOnce + waiting));
          expect(served).toEqual([...served].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });
});
