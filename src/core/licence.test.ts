import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAccess, licenceGraceDays } from './access.ts';
import { isLicensed, licenceStanding, refuseLicence } from './licence.ts';

const day = 86_400_000;
const now = new Date('2026-03-01T12:00:00Z');
const claims = { companyId: 'a', companyCode: 'K7QM-2XHB', holder: 'De Linde BV', validUntil: null };

describe('case 42: whether a licence may be entered', () => {
  test('another company’s is refused, naming whose it is, also where it has expired as well', () => {
    const validUntil = new Date(now.getTime() - day);
    expect(refuseLicence({ ...claims, validUntil }, 'b', now)).toEqual({
      code: 'licence_other_company',
      company: 'De Linde BV',
    });
  });

  test('an expired one is refused from its last moment on', () => {
    expect(refuseLicence({ ...claims, validUntil: now }, 'a', now)).toEqual({
      code: 'licence_expired',
      endedAt: now,
    });
    expect(refuseLicence({ ...claims, validUntil: new Date(now.getTime() + 1) }, 'a', now)).toBeNull();
  });

  test('one without end is taken', () => {
    expect(refuseLicence(claims, 'a', now)).toBeNull();
  });
});

describe('case 41: where a licence stands', () => {
  test('R17: without one nothing is licensed', () => {
    expect(licenceStanding(null, now)).toEqual({ state: 'none', graceUntil: null });
    expect(isLicensed(licenceStanding(null, now))).toBe(false);
  });

  test.each([
    [-1, 'valid', true],
    [0, 'grace', true],
    [licenceGraceDays * day - 1, 'grace', true],
    [licenceGraceDays * day, 'ended', false],
  ] as const)('%d ms after its end it is %s', (after, state, licensed) => {
    const validUntil = new Date(now.getTime() - after);
    const standing = licenceStanding({ validUntil }, now);
    expect(standing).toEqual({ state, graceUntil: new Date(validUntil.getTime() + licenceGraceDays * day) });
    expect(isLicensed(standing)).toBe(licensed);
  });

  test('the office locks at the moment at which the gate closes, whatever the end of the licence', () => {
    const offset = fc.integer({ min: -60 * day, max: 60 * day });
    fc.assert(
      fc.property(offset, (after) => {
        const validUntil = new Date(now.getTime() - after);
        const account = {
          status: 'approved',
          validFrom: null,
          validUntil: null,
          contactActive: true,
        } as const;
        const access = decideAccess({ enabled: true, licensedUntil: validUntil }, account, now);
        expect(isLicensed(licenceStanding({ validUntil }, now))).toBe(access.allowed);
      }),
    );
  });
});
