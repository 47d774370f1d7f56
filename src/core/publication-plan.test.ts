import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAccess } from './access.ts';
import { mailsOfChange, type PlannedState, planChange } from './publication-plan.ts';
import { mailForChange, publishedStatuses } from './status.ts';

const now = new Date('2026-03-01T12:00:00Z');
const open = { enabled: true, licensedUntil: null };
const state: fc.Arbitrary<PlannedState> = fc.record({
  status: fc.constantFrom(...publishedStatuses),
  email: fc.constantFrom('anna@example.nl', 'Anna@Example.NL', 'a.devries@example.nl'),
  validFrom: fc.constantFrom(null, new Date('2026-01-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z')),
  validUntil: fc.constantFrom(null, new Date('2026-02-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z')),
  contactActive: fc.boolean(),
});
const before = fc.option(state, { nil: null });
const approved: PlannedState = {
  status: 'approved',
  email: 'anna@example.nl',
  validFrom: null,
  validUntil: null,
  contactActive: true,
};

describe('publication plan', () => {
  it('I1: says gains and loses exactly where the check changes its answer', () => {
    fc.assert(
      fc.property(before, state, fc.boolean(), (from, to, enabled) => {
        const website = { enabled, licensedUntil: null };
        const could = decideAccess(website, from, now).allowed;
        const can = decideAccess(website, to, now).allowed;
        const { effect } = planChange(website, from, to, now);
        expect(effect === 'gains').toBe(can && !could);
        expect(effect === 'loses').toBe(could && !can);
      }),
    );
  });

  it('I3: a status change causes exactly one status mail, to the newest address; without one there is none', () => {
    fc.assert(
      fc.property(before, state, (from, to) => {
        const mails = mailsOfChange(from, to).filter((mail) => !mail.event.startsWith('email_changed'));
        const event = mailForChange(from?.status ?? null, to.status);
        expect(mails).toEqual(event === null ? [] : [{ event, to: to.email }]);
      }),
    );
  });

  it('case 23: publishing what the gate has already causes no mail and no effect', () => {
    fc.assert(
      fc.property(state, (same) => {
        expect(planChange(open, same, same, now)).toEqual({ effect: 'other', mails: [] });
      }),
    );
  });

  it('case 13: a corrected address tells the new and the old one', () => {
    const plan = planChange(open, approved, { ...approved, email: 'a.devries@example.nl' }, now);
    expect(plan).toEqual({
      effect: 'changes_address',
      mails: [
        { event: 'email_changed_old', to: 'anna@example.nl' },
        { event: 'email_changed_new', to: 'a.devries@example.nl' },
      ],
    });
  });

  it('case 11: the same address in other letters is no change of address', () => {
    const plan = planChange(open, approved, { ...approved, email: 'Anna@EXAMPLE.nl' }, now);
    expect(plan).toEqual({ effect: 'other', mails: [] });
  });

  it('case 7: a contact made inactive loses access without a mail', () => {
    expect(planChange(open, approved, { ...approved, contactActive: false }, now)).toEqual({
      effect: 'loses',
      mails: [],
    });
  });

  it('case 14: declined, corrected and approved again: the approval goes to the new address', () => {
    const declined: PlannedState = { ...approved, status: 'declined' };
    const [mail] = mailsOfChange(declined, { ...approved, email: 'new@example.nl' });
    expect(mail).toEqual({ event: 'approved', to: 'new@example.nl' });
  });

  it('I3: a refusal to delete is one mail, after the others; the same refusal again is none', () => {
    const refused = { ...approved, deletionRefusedAt: '2026-03-10T10:00:00.000Z' };
    expect(planChange(open, approved, refused, now)).toEqual({
      effect: 'other',
      mails: [{ event: 'deletion_refused', to: approved.email }],
    });
    expect(mailsOfChange(refused, refused)).toEqual([]);
    expect(
      mailsOfChange(refused, { ...refused, deletionRefusedAt: '2026-03-11T10:00:00.000Z' }),
    ).toHaveLength(1);
    expect(mailsOfChange(null, refused).map(({ event }) => event)).toEqual(['approved']);
    expect(mailsOfChange(approved, { ...refused, status: 'ended' }).map(({ event }) => event)).toEqual([
      'ended',
    ]);
    const moved = mailsOfChange(approved, { ...refused, email: 'new@example.nl', status: 'blocked' });
    expect(moved.map(({ event }) => event)).toEqual(['blocked', 'email_changed_old', 'deletion_refused']);
  });
});
