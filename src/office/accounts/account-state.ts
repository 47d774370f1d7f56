import { z } from 'zod';
import { publishedStatuses } from '../../core/status.ts';

/** What staff and policy decide of an account; `account_change` keeps it before and after each change. */
export const accountState = z.object({
  status: z.enum(publishedStatuses),
  email: z.string(),
  reason: z.string(),
  validFrom: z.iso.datetime({ offset: true }).nullable(),
  validUntil: z.iso.datetime({ offset: true }).nullable(),
  contactId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
});
export type AccountState = z.infer<typeof accountState>;

/** The columns that make up the state. */
export interface AccountStateRow {
  readonly status: string;
  readonly email: string;
  readonly reason: string;
  readonly valid_from: Date | null;
  readonly valid_until: Date | null;
  readonly contact_id: string | null;
  readonly person_id: string | null;
  readonly ended_at: Date | null;
}

/** The state of a stored account; a removed one is `ended`. */
export function stateOfRow(row: AccountStateRow): AccountState {
  return accountState.parse({
    status: row.ended_at === null ? row.status : 'ended',
    email: row.email,
    reason: row.reason,
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
    contactId: row.contact_id,
    personId: row.person_id,
  });
}

/** Whether two states are the same in every value. */
export function sameState(a: AccountState, b: AccountState): boolean {
  return (Object.keys(accountState.shape) as (keyof AccountState)[]).every((key) => a[key] === b[key]); // keys of the shape
}
