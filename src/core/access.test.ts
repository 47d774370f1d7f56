import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccountAccess, accessSteps, decideAccess, licenceGraceDays } from './access.ts';
import { publishedStatuses } from './status.ts';

const now = new Date('2026-03-12T09:00:00Z');
const day = 86_400_000;
const openWebsite = { enabled: true, licensedUntil: null };
const goodAccount: AccountAccess = {
  status: 'approved',
  validFrom: null,
  validUntil: null,
  contactActive: true,
};
const instant = fc.option(
  fc.date({ min: new Date('2026-01-01'), max: new Date('2026-06-01'), noInvalidDate: false }),
);
const anyAccount = fc.option(
  fc.record({
    status: fc.constantFrom(...publishedStatuses),
    validFrom: instant,
    validUntil: instant,
    contactActive: fc.boolean(),
  }),
);
const anyWebsite = fc.record({ enabled: fc.boolean(), licensedUntil: instant });

describe('effective access', () => {
  test('I1: only an approved, valid account of an active contact on an enabled, licensed website enters', () => {
    expect(decideAccess(openWebsite, goodAccount, now)).toEqual({ allowed: true, failed: null });
    fc.assert(
      fc.property(anyWebsite, anyAccount, (website, account) => {
        const decision = decideAccess(website, account, now);
        if (!decision.allowed) return;
        expect(website.enabled).toBe(true);
        expect(account?.status).toBe('approved');
        expect(account?.contactActive).toBe(true);
        if (account?.validFrom) expect(account.validFrom.getTime()).toBeLessThanOrEqual(now.getTime());
        if (account?.validUntil) expect(account.validUntil.getTime()).toBeGreaterThan(now.getTime());
      }),
      { numRuns: 2000 },
    );
  });

  test('I1: the decision is the first step that fails, so that the explanation can never differ from it', () => {
    fc.assert(
      fc.property(anyWebsite, anyAccount, (website, account) => {
        const failed = accessSteps(website, account, now).find((step) => !step.passed)?.rule ?? null;
        expect(decideAccess(website, account, now).failed).toBe(failed);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(publishedStatuses.filter((status) => status !== 'approved'))(
    'I1, case 1: %s never enters',
    (status) => {
      expect(decideAccess(openWebsite, { ...goodAccount, status }, now).failed).toBe('status_approved');
    },
  );

  test('case 7: the account of an inactive contact is closed', () => {
    expect(decideAccess(openWebsite, { ...goodAccount, contactActive: false }, now).failed).toBe(
      'contact_active',
    );
  });

  test('I1: validity includes its first moment and excludes its last', () => {
    expect(decideAccess(openWebsite, { ...goodAccount, validFrom: now }, now).allowed).toBe(true);
    expect(decideAccess(openWebsite, { ...goodAccount, validUntil: now }, now).failed).toBe(
      'validity_not_over',
    );
  });

  test('I1: on doubt closed: a date that is none denies', () => {
    const nonsense = new Date(Number.NaN);
    expect(decideAccess(openWebsite, { ...goodAccount, validFrom: nonsense }, now).allowed).toBe(false);
    expect(decideAccess({ enabled: true, licensedUntil: nonsense }, goodAccount, now).allowed).toBe(false);
  });

  test('case 41: after the end of the licence a published website stays open for 30 days, and no longer', () => {
    const endedAt = (days: number) => ({
      enabled: true,
      licensedUntil: new Date(now.getTime() - days * day),
    });
    expect(decideAccess(endedAt(licenceGraceDays - 1), goodAccount, now).allowed).toBe(true);
    expect(decideAccess(endedAt(licenceGraceDays), goodAccount, now).failed).toBe('licence_valid');
  });
});
