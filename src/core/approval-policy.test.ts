import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideByPolicy, type PolicyFacts } from './approval-policy.ts';
import { approvalPolicies } from './website.ts';

const facts: fc.Arbitrary<PolicyFacts> = fc
  .record({
    policy: fc.constantFrom(...approvalPolicies),
    verdict: fc.constantFrom('existing' as const, 'verify' as const, 'new' as const),
    proven: fc.boolean(),
    provenContactActive: fc.boolean(),
  })
  .map((drawn) => ({
    ...drawn,
    proven: drawn.proven && drawn.verdict !== 'new',
    provenContactActive: drawn.proven && drawn.verdict !== 'new' && drawn.provenContactActive,
  }));

describe('approval policy', () => {
  it('I9: no policy ever gives an existing contact’s access without proof', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const decision = decideByPolicy(given);
        if (decision.action === 'approve' && decision.contact === 'proven') expect(given.proven).toBe(true);
      }),
    );
  });

  it('I9, case 7: no policy opens a contact that staff made inactive', () => {
    fc.assert(
      fc.property(facts, (given) => {
        if (given.proven && !given.provenContactActive) {
          expect(decideByPolicy(given).action).not.toBe('approve');
        }
      }),
    );
  });

  it('R4, case 30: under manual approval everybody waits; so does who registered before only the owner could create accounts', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { action } = decideByPolicy(given);
        if (given.policy === 'manual' || given.policy === 'owner_only') expect(action).toBe('wait');
      }),
    );
  });

  it('R4: automatic approval lets in who is new, at once and without review', () => {
    expect(
      decideByPolicy({ policy: 'automatic', verdict: 'new', proven: false, provenContactActive: false }),
    ).toEqual({ action: 'approve', contact: 'new', review: false });
  });

  it('R4, I9: automatic approval gives who only resembles a contact a contact of their own, and staff review it', () => {
    for (const verdict of ['existing', 'verify'] as const) {
      expect(
        decideByPolicy({ policy: 'automatic', verdict, proven: false, provenContactActive: false }),
      ).toEqual({ action: 'approve', contact: 'new', review: true });
    }
  });

  it('R4, I9: known contacts are approved by themselves only with proof', () => {
    const known = { policy: 'known', verdict: 'existing', provenContactActive: true } as const;
    expect(decideByPolicy({ ...known, proven: true })).toEqual({
      action: 'approve',
      contact: 'proven',
      review: false,
    });
    expect(decideByPolicy({ ...known, proven: false, provenContactActive: false })).toEqual({
      action: 'wait',
    });
  });
});
