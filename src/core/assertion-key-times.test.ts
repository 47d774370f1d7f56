import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssertionKeyTimes,
  assertionSeconds,
  comingKey,
  isRotationDue,
  jwksSeconds,
  keptAfterMs,
  nextKeyChange,
  publishedAheadMs,
  shownKeys,
  signingKey,
} from './assertion-key-times.ts';

const at = (minutes: number) => new Date(minutes * 60_000);
const key = (kid: string, from: number, retired: number | null = null): AssertionKeyTimes => ({
  kid,
  signsFrom: at(from),
  retiredAt: retired === null ? null : at(retired),
});
const kids = (keys: readonly AssertionKeyTimes[]) => keys.map(({ kid }) => kid);

/** What a planned rotation at each of these minutes stores. */
function rotatedAt(minutes: readonly number[]): { madeAt: number; keys: AssertionKeyTimes[] }[] {
  let keys: AssertionKeyTimes[] = [key('first', 0)];
  return minutes.map((minute, index) => {
    const signsFrom = new Date(at(minute).getTime() + publishedAheadMs);
    const retiredAt = new Date(signsFrom.getTime() + keptAfterMs);
    keys = keys.map((known) => (known.retiredAt === null ? { ...known, retiredAt } : known));
    keys = [...keys, { kid: `key ${index}`, signsFrom, retiredAt: null }];
    return { madeAt: minute, keys };
  });
}

describe('the keys of assertions', () => {
  it('the newest key whose time has come signs, and a key to come is shown before it signs', () => {
    const keys = [key('old', 0), key('new', 100), key('next', 200)];
    expect(signingKey(keys, at(99))?.kid).toBe('old');
    expect(signingKey(keys, at(100))?.kid).toBe('new');
    expect(kids(shownKeys(keys, at(99)))).toEqual(['old', 'new', 'next']);
    expect(comingKey(keys, at(99))?.kid).toBe('new');
    expect(comingKey(keys, at(200))).toBeNull();
    expect(nextKeyChange(keys, at(99))).toBe(at(100).getTime());
    expect(nextKeyChange(keys, at(300))).toBe(Number.POSITIVE_INFINITY);
  });

  it('a retired key neither signs nor is shown', () => {
    const keys = [key('old', 0, 120), key('new', 100)];
    expect(kids(shownKeys(keys, at(119)))).toEqual(['old', 'new']);
    expect(kids(shownKeys(keys, at(120)))).toEqual(['new']);
    expect(signingKey([key('gone', 0, 120)], at(120))).toBeNull();
  });

  it('with clocks that differ a key signs that is still to come, rather than none', () => {
    expect(signingKey([key('b', 11), key('a', 10)], at(5))?.kid).toBe('a');
    expect(signingKey([], at(5))).toBeNull();
  });

  it('of two keys of one moment every process takes the same', () => {
    const keys = [key('a', 1), key('b', 1)];
    expect(signingKey(keys, at(2))?.kid).toBe('b');
    expect(signingKey([...keys].reverse(), at(2))?.kid).toBe('b');
  });

  it('a new key is due when the newest has signed for so many days, and never where that is 0', () => {
    const days = 24 * 60;
    expect(isRotationDue([key('a', 0)], at(90 * days - 1), 90)).toBe(false);
    expect(isRotationDue([key('a', 0)], at(90 * days), 90)).toBe(true);
    expect(isRotationDue([key('a', 0), key('b', 89 * days)], at(90 * days), 90)).toBe(false);
    expect(isRotationDue([key('a', 0)], at(9000 * days), 0)).toBe(false);
  });

  it('R15: whatever is rotated when, no website that keeps the JWKS as long as it may meets a key it lacks', () => {
    const minutes = fc
      .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
      .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)));
    fc.assert(
      fc.property(
        minutes,
        fc.nat(300),
        fc.nat(jwksSeconds),
        fc.nat(assertionSeconds),
        (plan, minute, kept, age) => {
          const signedAt = at(minute);
          const steps = rotatedAt(plan);
          const knownAt = (time: Date): AssertionKeyTimes[] =>
            steps.findLast(({ madeAt }) => at(madeAt) <= time)?.keys ?? [key('first', 0)];
          const signing = signingKey(knownAt(signedAt), signedAt);
          const readAt = new Date(signedAt.getTime() + age * 1000);
          const fetchedAt = new Date(readAt.getTime() - kept * 1000);
          expect(kids(shownKeys(knownAt(fetchedAt), fetchedAt))).toContain(signing?.kid);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
