import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountV1, PublicationV1 } from '../../contract/link.ts';
import { decideAccess } from '../../core/access.ts';
import { publishedStatuses } from '../../core/status.ts';
import { decideMessage } from './decide-message.ts';
import { planAccountChange, type ReplicaAccount } from './plan-account-change.ts';

const now = new Date('2026-06-01T12:00:00Z');
const website = { enabled: true, licensedUntil: null };
const times = fc.constantFrom(null, '2026-05-01T00:00:00Z', '2026-07-01T00:00:00Z');
const emails = fc.constantFrom('a@example.com', 'A@Example.com', 'b@example.com');

const published: fc.Arbitrary<AccountV1> = fc.record({
  type: fc.constant('accountV1'),
  id: fc.constant('0197d0c0-0000-7000-8000-000000000001'),
  revision: fc.constant(2),
  email: emails,
  status: fc.constantFrom(...publishedStatuses),
  reason: fc.constant(''),
  validFrom: times,
  validUntil: times,
  contactActive: fc.boolean(),
  contactNumber: fc.constant(''),
  contactName: fc.constant(''),
  personName: fc.constant(''),
  contactTypes: fc.constant([]),
  priceGroup: fc.constant(''),
  language: fc.constant(''),
});
const known: fc.Arbitrary<ReplicaAccount> = published.map((account) => ({
  id: account.id,
  email: account.email,
  status: account.status,
  validFrom: account.validFrom === null ? null : new Date(account.validFrom),
  validUntil: account.validUntil === null ? null : new Date(account.validUntil),
  contactActive: account.contactActive,
  revision: 1,
  name: '',
  language: '',
  deletionAskedAt: null,
  deletionRefused: null,
}));

function accessAfter(account: AccountV1): boolean {
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const after = { ...account, validFrom: date(account.validFrom), validUntil: date(account.validUntil) };
  return decideAccess(website, after, now).allowed;
}

describe('what a published account brings about', () => {
  test('I2: whoever could enter and may not any more, or not by this address, has no session left', () => {
    fc.assert(
      fc.property(known, published, (before, account) => {
        const plan = planAccountChange(before, account, website, now);
        const email = before.email.toLowerCase();
        const same = email === account.email.toLowerCase() && account.status !== 'ended';
        const loses = decideAccess(website, before, now).allowed && !(accessAfter(account) && same);
        if (loses) expect(plan.endSessionsOf).toContain(email);
        if (accessAfter(account) && same) expect(plan.endSessionsOf).toEqual([]);
      }),
    );
  });

  test('R7, I3: a mail exactly where the status changes, counting an ended account as none', () => {
    fc.assert(
      fc.property(fc.option(known), published, (before, account) => {
        const { mail } = planAccountChange(before, account, website, now);
        const was = before === null || before.status === 'ended' ? null : before.status;
        const changes = was === null ? account.status !== 'ended' : was !== account.status;
        expect(mail).toBe(changes ? account.status : null);
      }),
    );
  });

  test('case 13: an address is corrected only where another one takes its place', () => {
    fc.assert(
      fc.property(fc.option(known), published, (before, account) => {
        const { correctedFrom } = planAccountChange(before, account, website, now);
        const live = before !== null && before.status !== 'ended' && account.status !== 'ended';
        const other = live && before.email.toLowerCase() !== account.email.toLowerCase();
        expect(correctedFrom).toBe(other ? before.email.toLowerCase() : null);
      }),
    );
  });
});

describe('what is done with a message', () => {
  const message = (values: Partial<PublicationV1>): PublicationV1 => ({
    type: 'publicationV1',
    publicationId: '',
    part: 0,
    last: true,
    companyId: '',
    websiteId: '',
    mode: 'changes',
    fromRevision: 0,
    toRevision: 10,
    ...values,
  });
  const here = { appliedRevision: 5, appliedBefore: false, earlierParts: 0 };

  test.each([
    ['apply', message({ fromRevision: 5 }), here],
    ['apply', message({ fromRevision: 2 }), here],
    ['apply', message({ fromRevision: 5, toRevision: 5 }), here],
    ['gap', message({ fromRevision: 6 }), here],
    ['behind', message({ toRevision: 4 }), here],
    ['repeated', message({ toRevision: 4 }), { ...here, appliedBefore: true }],
    ['apply', message({ mode: 'snapshot' }), here],
    ['apply', message({ mode: 'snapshot', part: 2 }), { ...here, earlierParts: 2 }],
    ['gap', message({ mode: 'snapshot', part: 2 }), { ...here, earlierParts: 1 }],
    ['behind', message({ mode: 'snapshot', toRevision: 4 }), here],
  ] as const)('I5: %s', (decision, publication, state) => {
    expect(decideMessage(publication, state)).toBe(decision);
  });
});
