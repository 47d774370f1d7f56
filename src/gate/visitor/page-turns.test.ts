import { describe, expect, it } from 'vitest';
import { createPageTurns } from './page-turns.ts';

const stays = () => false;

describe('turns of pages', () => {
  it('DESIGN §9: the first goes in at once, the others one after another with a pause between', async () => {
    const turns = createPageTurns({ gapMs: 20 });
    const began = performance.now();
    const entered = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => {
        expect(await turns.enter(`network ${index}`, stays)).toBe(true);
        return performance.now() - began;
      }),
    );
    expect(entered.toSorted((a, b) => a - b)).toEqual(entered);
    // Timers may be a millisecond early.
    expect(entered[4]).toBeGreaterThan(4 * 19);
  });

  it('R14: turns away beyond those that may wait, from where most come', async () => {
    const turns = createPageTurns({ gapMs: 1, waiting: 3 });
    const crowd = Array.from({ length: 6 }, () => turns.enter('crowd', stays));
    const alone = turns.enter('home', stays);
    expect(await alone).toBe(true);
    expect(await Promise.all(crowd)).toEqual([true, true, true, false, false, false]);
  });

  it('R14: whoever left takes nobody’s turn', async () => {
    const turns = createPageTurns({ gapMs: 50 });
    await turns.enter('a', stays);
    const began = performance.now();
    const gone = Array.from({ length: 20 }, () => turns.enter('a', () => true));
    expect(await turns.enter('b', stays)).toBe(true);
    expect(await Promise.all(gone)).toEqual(Array(20).fill(false));
    expect(performance.now() - began).toBeLessThan(20 * 50);
  });
});
