import type { AccountInput } from '../../contract/accounts.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTransaction } from '../context.ts';
import type { AccountState } from './account-state.ts';

/** The state that staff's input asks for. */
export function stateOfInput(input: AccountInput, contactId: string): AccountState {
  return {
    status: input.status,
    email: input.email.trim().normalize('NFC'),
    reason: input.reason,
    validFrom: isoOf(input.validFrom),
    validUntil: isoOf(input.validUntil),
    contactId,
    personId: input.personId,
  };
}

function isoOf(instant: string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/**
 * Checks what one field alone doesn't tell.
 * @throws AppError `validity_reversed`, `person_of_other_contact`, `account_email_taken`, each with its field
 */
export async function checkAccountInput(
  trx: OfficeTransaction,
  website: { readonly companyId: string; readonly id: string; readonly name: string },
  input: AccountInput,
  contactId: string,
  accountId: string | null,
): Promise<void> {
  if (input.validFrom !== null && input.validUntil !== null) {
    if (Date.parse(input.validUntil) <= Date.parse(input.validFrom)) {
      throw new AppError('validity_reversed', {}, { field: 'account.validUntil' });
    }
  }
  if (input.personId !== null) {
    const person = await trx
      .selectFrom('contact_person')
      .select('id')
      .where('company_id', '=', website.companyId)
      .where('contact_id', '=', contactId)
      .where('id', '=', input.personId)
      .executeTakeFirst();
    if (person === undefined)
      throw new AppError('person_of_other_contact', {}, { field: 'account.personId' });
  }
  await refuseTakenEmail(trx, website, input.email, accountId);
}

/**
 * One address has one account on a website, on whichever contact (case 10); on other websites it is free.
 * @throws AppError `account_email_taken`, naming the contact that has it
 */
export async function refuseTakenEmail(
  trx: OfficeTransaction,
  website: { readonly companyId: string; readonly id: string; readonly name: string },
  email: string,
  accountId: string | null,
): Promise<void> {
  const other = await trx
    .selectFrom('account')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .select(['account.id', 'contact.name', 'contact.number'])
    .where('account.company_id', '=', website.companyId)
    .where('account.website_id', '=', website.id)
    .where('account.email_canonical', '=', canonicalEmail(email) ?? email)
    .where('account.ended_at', 'is', null)
    .executeTakeFirst();
  if (other === undefined || other.id === accountId) return;
  const contact = other.name === null ? '–' : `${other.name} (${other.number})`;
  throw new AppError(
    'account_email_taken',
    { email, website: website.name, contact },
    { field: 'account.email' },
  );
}
