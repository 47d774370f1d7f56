import { describe, expect, it } from 'vitest';
import {
  type Factors,
  hasSecondStep,
  mayChangeWays,
  proofsFor,
  recentProofMs,
  secondStepAfter,
} from './second-factor.ts';
import { signInMethods } from './security-events.ts';

const none: Factors = {
  secondFactor: false,
  app: false,
  passkeysHere: 0,
  passkeysElsewhere: 0,
  recoveryCodes: 0,
  hasPassword: true,
};
const now = new Date('2026-05-04T10:00:00Z');
const fresh = { strong: false, createdAt: now };

describe('second step', () => {
  it.each(['password', 'link', 'sign_up'] as const)(
    'R14: after %s alone it is asked of whoever chose it, whatever works on this host',
    (method) => {
      for (const more of [{ app: true }, { passkeysElsewhere: 1 }, {}]) {
        expect(secondStepAfter([method], { ...none, secondFactor: true, ...more }, 'optional')).toBe('ask');
      }
      expect(secondStepAfter([method], none, 'optional')).toBe('none');
    },
  );

  it('R14: a website that demands it asks who has a way and has the others set one up', () => {
    for (const way of [{ app: true }, { passkeysHere: 1 }, { recoveryCodes: 1 }]) {
      expect(secondStepAfter(['password'], { ...none, ...way }, 'required')).toBe('ask');
    }
    expect(secondStepAfter(['password'], { ...none, passkeysElsewhere: 1 }, 'required')).toBe('set_up');
    expect(secondStepAfter(['password'], none, 'required')).toBe('set_up');
  });

  it('R14: there is one to reset as long as anything asks for it or could serve as it, on whatever host', () => {
    expect(hasSecondStep(none)).toBe(false);
    for (const way of [
      { secondFactor: true },
      { app: true },
      { passkeysHere: 1 },
      { passkeysElsewhere: 1 },
      { recoveryCodes: 1 },
    ])
      expect(hasSecondStep({ ...none, ...way })).toBe(true);
  });

  it('R14: a passkey alone suffices, and so does a code beside the first step', () => {
    for (const method of signInMethods) {
      const strong = method === 'passkey' || method === 'totp' || method === 'recovery_code';
      const step = secondStepAfter(['password', method], { ...none, secondFactor: true }, 'required');
      expect(step).toBe(strong ? 'none' : 'ask');
    }
  });
});

describe('changing the ways to sign in', () => {
  it('R14: needs a proof of the last ten minutes', () => {
    const old = { strong: true, createdAt: new Date(now.getTime() - recentProofMs) };
    expect(mayChangeWays(fresh, none, now)).toBe(true);
    expect(mayChangeWays(old, none, now)).toBe(false);
  });

  it('R14: a password alone adds no passkey or app beside one that is there', () => {
    for (const way of [{ app: true }, { passkeysHere: 1 }, { passkeysElsewhere: 1 }]) {
      const factors = { ...none, ...way };
      expect(mayChangeWays(fresh, factors, now)).toBe(false);
      expect(proofsFor(fresh, factors)).not.toContain('password');
      expect(mayChangeWays({ ...fresh, strong: true }, factors, now)).toBe(true);
    }
  });

  it('R14: offers the proofs that work here', () => {
    expect(proofsFor(fresh, none)).toEqual(['password']);
    expect(proofsFor(fresh, { ...none, hasPassword: false })).toEqual([]);
    const all = { ...none, app: true, passkeysHere: 2, recoveryCodes: 3 };
    expect(proofsFor({ strong: true }, all)).toEqual(['passkey', 'code', 'password', 'recovery']);
    expect(proofsFor({ strong: false }, all)).toEqual(['passkey', 'code', 'recovery']);
  });
});
