import { sql } from 'kysely';
import { canonicalEmail } from '../../core/email-address.ts';
import type { OfficeTransaction } from '../context.ts';
import { noMail } from './erase-traces.ts';

/**
 * Takes out of mails that a gate has just told of what it brought back of people who were erased (case 37), in the
 * transaction that took them in: how the mail about the end of the access went is told after that end.
 */
export async function eraseLateMails(
  trx: OfficeTransaction,
  mails: readonly { readonly companyId: string; readonly mailId: string; readonly to: string }[],
): Promise<void> {
  const told = mails.map(({ companyId, mailId, to }) => ({
    companyId,
    mailId,
    to: canonicalEmail(to) ?? to,
  }));
  await sql`
    UPDATE mail SET ${noMail}, erased_at = coalesce(mail.erased_at, now())
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told("companyId" uuid, "mailId" uuid, "to" text)
    WHERE mail.company_id = told."companyId" AND mail.id = told."mailId" AND (
      mail.erased_at IS NOT NULL
      OR EXISTS (SELECT FROM account WHERE account.company_id = mail.company_id AND account.id = mail.account_id
        AND account.erased_at IS NOT NULL)
      OR EXISTS (SELECT FROM erased_address WHERE erased_address.company_id = mail.company_id
        AND erased_address.website_id = mail.website_id AND erased_address.erased_at >= mail.created_at
        AND erased_address.hash = office.address_hash(mail.website_id, told."to")))`.execute(trx);
}
