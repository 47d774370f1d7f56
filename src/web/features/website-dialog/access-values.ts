import { z } from 'zod';
import { type Account, type AccountInput, accountInput } from '../../../contract/accounts.ts';
import { accountStatus, email, id, line } from '../../../contract/common.ts';

/** What the form of one access holds; days as `YYYY-MM-DD`, empty without limit. */
export const accessForm = z
  .object({
    websiteId: z.union([id, z.literal('')]).refine((value) => value !== '', { error: 'required' }),
    personId: z.string(),
    email: z.string().min(1, { error: 'required' }).pipe(email),
    status: accountStatus,
    reason: line(500),
    validFrom: z.string(),
    validUntil: z.string(),
  })
  .refine(({ validFrom, validUntil }) => validFrom === '' || validUntil === '' || validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'order',
  });
export type AccessValues = z.input<typeof accessForm>;

export const emptyAccess: AccessValues = {
  websiteId: '',
  personId: '',
  email: '',
  status: 'approved',
  reason: '',
  validFrom: '',
  validUntil: '',
};

export function accessValuesOf(account: Account): AccessValues {
  return {
    websiteId: account.website.id,
    personId: account.person?.id ?? '',
    email: account.email,
    status: account.status,
    reason: account.reason,
    validFrom: account.validFrom === null ? '' : dayOf(new Date(account.validFrom)),
    validUntil: account.validUntil === null ? '' : dayOf(addDays(new Date(account.validUntil), -1)),
  };
}

/**
 * The values as the API takes them, or null while they can't be taken. A day stands for its beginning here; the API
 * excludes `validUntil`, people include their last day, so it becomes the beginning of the day after.
 */
export function accountInputOf(values: AccessValues): AccountInput | null {
  if (!accessForm.safeParse(values).success) return null;
  const parsed = accountInput.safeParse({
    ...values,
    personId: values.personId === '' ? null : values.personId,
    validFrom: values.validFrom === '' ? null : startOf(values.validFrom).toISOString(),
    validUntil: values.validUntil === '' ? null : addDays(startOf(values.validUntil), 1).toISOString(),
  });
  return parsed.success ? parsed.data : null;
}

/** The account as it was, to put it back. */
export function accountInputFrom(account: Account): AccountInput {
  return {
    websiteId: account.website.id,
    personId: account.person?.id ?? null,
    email: account.email,
    status: account.status,
    reason: account.reason,
    validFrom: account.validFrom,
    validUntil: account.validUntil,
  };
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00`);
}
function addDays(date: Date, days: number): Date {
  const moved = new Date(date);
  moved.setDate(moved.getDate() + days);
  return moved;
}
function dayOf(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
