import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountStatuses,
  mailForChange,
  mayChange,
  publishedStatuses,
  transitionBetween,
  transitions,
} from './status.ts';

const from = fc.constantFrom(null, ...accountStatuses);
const to = fc.constantFrom(...publishedStatuses);

describe('account status', () => {
  test('R5: every status is reached from nothing and left again', () => {
    for (const status of accountStatuses) {
      expect(transitionBetween(null, status)).toBeDefined();
      expect(transitions.some((transition) => transition.from === status && transition.to === 'ended')).toBe(
        true,
      );
    }
  });

  test('R5: there is one transition at most between two statuses, and none from a status to itself', () => {
    const seen = transitions.map((transition) => `${transition.from}>${transition.to}`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(transitions.filter((transition) => transition.from === transition.to)).toEqual([]);
  });

  test('R5: staff may set an approved account to declined, and case 32: a declined one to approved', () => {
    expect(mayChange('approved', 'declined', 'staff')).toBe(true);
    expect(mayChange('declined', 'approved', 'staff')).toBe(true);
  });

  test('R4: a visitor makes nothing but a pending account, whatever stood before', () => {
    fc.assert(
      fc.property(from, to, (before, after) => {
        if (before === after) return;
        expect(mayChange(before, after, 'visitor')).toBe(before === null && after === 'pending');
      }),
    );
  });

  test('R7, I3: each change of status causes exactly one mail, and keeping it none', () => {
    fc.assert(
      fc.property(from, to, (before, after) => {
        if (before === after || (before === null && after === 'ended'))
          expect(mailForChange(before, after)).toBeNull();
        else expect(mailForChange(before, after)).toBe(after);
      }),
    );
  });

  test('R7: an account that ended and comes back is told like a new one', () => {
    expect(mailForChange('ended', 'approved')).toBe('approved');
    expect(mailForChange('ended', 'ended')).toBeNull();
  });
});
