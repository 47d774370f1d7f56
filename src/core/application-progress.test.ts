import { describe, expect, it } from 'vitest';
import type { AccountAccess } from './access.ts';
import { applicationProgress } from './application-progress.ts';
import { publishedStatuses } from './status.ts';

const open = { enabled: true, licensedUntil: null };
const closed = { enabled: false, licensedUntil: null };
const now = new Date('2026-03-12T10:00:00Z');
const account = (values: Partial<AccountAccess>): AccountAccess => ({
  status: 'approved',
  validFrom: null,
  validUntil: null,
  contactActive: true,
  ...values,
});

describe('progress of an application', () => {
  it('R4: is received until the office has it, then looked at', () => {
    expect(applicationProgress(open, account({ status: 'pending' }), false, now)).toEqual({
      step: 'received',
    });
    expect(applicationProgress(open, account({ status: 'pending' }), true, now)).toEqual({
      step: 'looked_at',
    });
  });

  it.each([
    ['approved', {}, 'allowed'],
    ['declined', { status: 'declined' }, 'declined'],
    ['blocked', { status: 'blocked' }, 'blocked'],
    ['approved from a later day', { validFrom: new Date('2026-04-01') }, 'not_yet'],
    ['approved until an earlier day', { validUntil: new Date('2026-03-01') }, 'over'],
  ] as const)('R4: tells the decision of one that is %s', (_what, values, standing) => {
    expect(applicationProgress(open, account(values), true, now)).toEqual({ step: 'decided', standing });
  });

  it.each([
    ['ended', { status: 'ended' }],
    ['of a contact that is inactive', { contactActive: false }],
  ] as const)('case 37: tells nothing more of one that is %s', (_what, values) => {
    expect(applicationProgress(open, account(values), true, now)).toEqual({ step: 'closed' });
  });

  it('R4: a website that is closed for a while changes nothing for who waits or was declined', () => {
    expect(applicationProgress(closed, account({ status: 'pending' }), true, now)).toEqual({
      step: 'looked_at',
    });
    expect(applicationProgress(closed, account({ status: 'declined' }), true, now)).toEqual({
      step: 'decided',
      standing: 'declined',
    });
    expect(applicationProgress(closed, account({}), true, now)).toEqual({
      step: 'decided',
      standing: 'site_closed',
    });
  });

  it('R4: every status has its step', () => {
    for (const status of publishedStatuses) {
      expect(applicationProgress(open, account({ status }), true, now).step).toMatch(
        /^(looked_at|decided|closed)$/,
      );
    }
  });
});
