import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAccess } from './access.ts';
import { publishedStatuses } from './status.ts';
import { maySignIn, visitorStanding } from './visitor-standing.ts';

const date = fc.option(
  fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
);
const account = fc.option(
  fc.record({
    status: fc.constantFrom(...publishedStatuses),
    contactActive: fc.boolean(),
    validFrom: date,
    validUntil: date,
  }),
);
const website = fc.record({ enabled: fc.boolean(), licensedUntil: date });
const now = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

describe('visitor standing', () => {
  it('I1: is "allowed" exactly where the access decision allows', () => {
    fc.assert(
      fc.property(website, account, now, (site, holder, at) => {
        const allowed = decideAccess(site, holder, at).allowed;
        expect(visitorStanding(site, holder, at) === 'allowed').toBe(allowed);
      }),
    );
  });

  it('case 1: who is declined, blocked or ended gets no session; who is pending gets one for My page', () => {
    const site = { enabled: true, licensedUntil: null };
    const at = new Date('2026-01-01');
    const standings = publishedStatuses.map((status) => {
      const holder = { status, contactActive: true, validFrom: null, validUntil: null };
      const standing = visitorStanding(site, holder, at);
      return [status, standing, maySignIn(standing)];
    });
    expect(standings).toEqual([
      ['pending', 'pending', true],
      ['approved', 'allowed', true],
      ['declined', 'declined', false],
      ['blocked', 'blocked', false],
      ['ended', 'ended', false],
    ]);
  });

  it('case 7: the access of a contact that was made inactive has ended', () => {
    const holder = { status: 'approved', contactActive: false, validFrom: null, validUntil: null } as const;
    expect(visitorStanding({ enabled: true, licensedUntil: null }, holder, new Date())).toBe('ended');
  });
});
