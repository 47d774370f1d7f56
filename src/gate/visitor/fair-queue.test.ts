import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairQueue } from './fair-queue.ts';

describe('fair queue', () => {
  it('R14: everybody’s turn comes although one place sends a crowd', () => {
    const queue = createFairQueue<string>(100);
    for (let index = 0; index < 50; index += 1) queue.add('crowd', `crowd ${index}`);
    queue.add('home', 'home 0');
    queue.add('home', 'home 1');
    const order = Array.from({ length: 5 }, () => queue.next());
    expect(order).toEqual(['crowd 0', 'home 0', 'crowd 1', 'home 1', 'crowd 2']);
  });

  it('R14: where too many wait, the last of the crowd goes, not who comes alone', () => {
    const queue = createFairQueue<string>(3);
    for (const item of ['a', 'b', 'c']) expect(queue.add('crowd', item)).toBeNull();
    expect(queue.add('home', 'alone')).toBe('c');
    expect(queue.add('crowd', 'd')).toBe('d');
    expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual(['a', 'alone', 'b', undefined]);
  });

  it('loses nothing, keeps the order within a place and never holds more than it may', () => {
    const step = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant(null));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
        const queue = createFairQueue<{ from: string; number: number }>(most);
        const gone: { from: string; number: number }[] = [];
        let added = 0;
        for (const [number, from] of steps.entries()) {
          if (from === null) {
            const item = queue.next();
            if (item !== undefined) gone.push(item);
            continue;
          }
          added += 1;
          const dropped = queue.add(from, { from, number });
          if (dropped !== null) gone.push(dropped);
          expect(queue.size).toBeLessThanOrEqual(most);
        }
        for (let item = queue.next(); item !== undefined; item = queue.next()) gone.push(item);
        expect(queue.size).toBe(0);
        expect(new Set(gone.map(({ number }) => number)).size).toBe(added);
      }),
    );
  });
});
