import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeletionKnown,
  deletionAnswer,
  isDeletionWaiting,
  isRefusalNews,
  newRequestTime,
} from './deletion-refusal.ts';

const monday = new Date('2026-03-09T10:00:00Z');
const tuesday = new Date('2026-03-10T10:00:00Z');
const refusalOf = (askedAt: Date, at = tuesday) => ({
  askedAt: askedAt.toISOString(),
  at: at.toISOString(),
  reason: 'Er loopt nog een bestelling.',
});
const asked = (deletionAskedAt: Date | null): DeletionKnown => ({ deletionAskedAt, deletionRefused: null });

describe('the answer to a request to be deleted', () => {
  it('I3: is told once; the same answer published again is no news, another decision is', () => {
    const first = refusalOf(monday);
    const told = { deletionAskedAt: monday, deletionRefused: first };
    expect(isRefusalNews(asked(monday), { status: 'approved', deletionRefused: first })).toBe(true);
    expect(isRefusalNews(told, { status: 'approved', deletionRefused: first })).toBe(false);
    const later = refusalOf(monday, new Date('2026-03-11T10:00:00Z'));
    expect(isRefusalNews(told, { status: 'approved', deletionRefused: later })).toBe(true);
  });

  it('of an older request does not answer the one that was made since', () => {
    const known = { deletionAskedAt: tuesday, deletionRefused: refusalOf(monday) };
    expect(isDeletionWaiting(known)).toBe(true);
    expect(deletionAnswer(known)).toBeNull();
    expect(isRefusalNews(asked(tuesday), { status: 'approved', deletionRefused: refusalOf(monday) })).toBe(
      false,
    );
  });

  it('is not told to who took the request back, nor to who has no access any more', () => {
    const deletionRefused = refusalOf(monday);
    expect(isRefusalNews(asked(null), { status: 'approved', deletionRefused })).toBe(false);
    expect(isRefusalNews(null, { status: 'approved', deletionRefused })).toBe(false);
    expect(isRefusalNews(asked(monday), { status: 'ended', deletionRefused })).toBe(false);
    expect(deletionAnswer({ deletionAskedAt: null, deletionRefused })).toBeNull();
  });

  it('a request waits or is answered, never both; a new one always waits, whatever the clock says', () => {
    const instants = fc.date({ min: monday, max: tuesday, noInvalidDate: true });
    const known = fc.record({
      deletionAskedAt: fc.option(instants),
      deletionRefused: fc.option(instants.map((at) => refusalOf(at))),
    });
    fc.assert(
      fc.property(known, instants, (before, now) => {
        const isAsked = before.deletionAskedAt !== null;
        const answered = deletionAnswer(before) !== null;
        expect([isAsked, answered && isDeletionWaiting(before)]).toEqual([
          isDeletionWaiting(before) || answered,
          false,
        ]);
        const again = { ...before, deletionAskedAt: newRequestTime(now, [before]) };
        expect(isDeletionWaiting(again)).toBe(true);
        expect(again.deletionAskedAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
      }),
    );
  });
});
