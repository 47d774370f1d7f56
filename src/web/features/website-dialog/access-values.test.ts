import { expect, test } from 'vitest';
import type { Account } from '../../../contract/accounts.ts';
import {
  type AccessValues,
  accessValuesOf,
  accountInputFrom,
  accountInputOf,
  emptyAccess,
} from './access-values.ts';

const websiteId = '0199aaaa-0000-7000-8000-000000000050';
const values: AccessValues = { ...emptyAccess, websiteId, email: 'jan@example.nl' };

function accountWith(validFrom: string | null, validUntil: string | null): Account {
  return {
    id: '0199aaaa-0000-7000-8000-000000000001',
    website: { id: websiteId, name: 'Partnerweb' },
    contact: { id: '0199aaaa-0000-7000-8000-000000000002', number: '1', name: 'De Haan', active: true },
    person: null,
    email: 'jan@example.nl',
    emailVerifiedAt: null,
    status: 'approved',
    published: null,
    unpublished: true,
    ending: false,
    reason: '',
    validFrom,
    validUntil,
    origin: 'staff',
    lastSignedInAt: null,
    version: 1,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  };
}

test('the last day counts: it is saved as the beginning of the day after', () => {
  const input = accountInputOf({ ...values, validFrom: '2026-03-28', validUntil: '2026-03-29' });
  expect(input?.validFrom).toBe(new Date('2026-03-28T00:00:00').toISOString());
  expect(input?.validUntil).toBe(new Date('2026-03-30T00:00:00').toISOString());
});

test('what was saved is shown as the days that were typed', () => {
  const input = accountInputOf({ ...values, validFrom: '2026-10-25', validUntil: '2026-10-25' });
  const shown = accessValuesOf(accountWith(input?.validFrom ?? null, input?.validUntil ?? null));
  expect([shown.validFrom, shown.validUntil]).toEqual(['2026-10-25', '2026-10-25']);
});

test('a form that can not be saved gives no input', () => {
  expect(accountInputOf({ ...values, websiteId: '' })).toBeNull();
  expect(accountInputOf({ ...values, email: 'jan@' })).toBeNull();
  expect(accountInputOf({ ...values, validFrom: '2026-02-02', validUntil: '2026-02-01' })).toBeNull();
});

test('an account put back keeps its exact times', () => {
  const account = accountWith('2026-03-01T09:30:00Z', null);
  expect(accountInputFrom(account)).toMatchObject({
    validFrom: '2026-03-01T09:30:00Z',
    validUntil: null,
    personId: null,
  });
});
