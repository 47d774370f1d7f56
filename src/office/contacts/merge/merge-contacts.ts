import type { Contact } from '../../../contract/contacts.ts';
import { contactTypes } from '../../../contract/contacts.ts';
import { AppError } from '../../../core/errors.ts';
import { takenOver } from '../../../core/merge-contacts.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { touchAccountsOfContact } from '../../accounts/touch-accounts-of-contact.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../../context.ts';
import { announce } from '../../live/announce.ts';
import { inputOf } from '../contact-values.ts';
import { getContact } from '../get-contact.ts';
import { indexContacts } from '../index-contacts.ts';
import { lockContactAt } from '../lock-contact.ts';
import { writeContact } from '../update-contact.ts';

export interface MergeInput {
  /** The contact that stays. */
  readonly contactId: string;
  readonly version: number;
  /** The one that goes into it. */
  readonly doubleId: string;
  readonly doubleVersion: number;
}

/**
 * Merges a double into a contact: its persons, accounts and applications move over, what the kept one has nothing in is
 * filled in, and the double goes; what happened to it before stays in the audit log, which is only ever added to. An address has one account on a website whatever contact it hangs on, so
 * that no second one comes of it (case 8); statuses stay, and no mail goes out (case 23).
 * @throws AppError `not_found`, `stale_revision`, `merge_with_itself`, `merge_into_inactive`
 */
export async function mergeContacts(office: Office, staff: Staff, input: MergeInput): Promise<Contact> {
  const { companyId, actor } = staff;
  const { contactId, doubleId } = input;
  if (contactId === doubleId) throw new AppError('merge_with_itself');
  return withTransaction({ kysely: office.db }, async (trx) => {
    const { kept, double } = await lockBoth(trx, staff, input);
    if (!kept.active && double.active) throw new AppError('merge_into_inactive', { name: kept.name });
    for (const table of ['contact_person', 'account', 'application'] as const) {
      await trx
        .updateTable(table)
        .set({ contact_id: contactId })
        .where('company_id', '=', companyId)
        .where('contact_id', '=', doubleId)
        .execute();
    }
    await trx.deleteFrom('contact').where('company_id', '=', companyId).where('id', '=', doubleId).execute();
    // What is told of the double is erased with the contact that it went into.
    await trx
      .insertInto('contact_merge')
      .values({ company_id: companyId, double_id: doubleId, contact_id: contactId })
      .execute();
    const own = inputOf(kept);
    const { fields, types } = takenOver(own, inputOf(double));
    const contact = { ...own, ...fields, types: contactTypes.filter((type) => types.includes(type)) };
    await writeContact(trx, office, { companyId, actor, contactId, contact });
    await indexContacts(trx, companyId, [contactId]);
    await recordAuditEvent(trx, {
      companyId,
      actor,
      action: 'contact.merged',
      subject: { kind: 'contact', id: contactId, name: kept.name },
      contactId,
      before: { number: double.number, name: double.name },
      after: { number: kept.number, name: kept.name },
    });
    // The accounts that came over tell the websites another number and name.
    await touchAccountsOfContact(trx, office.clock, { companyId, contactIds: [contactId], actor });
    await announce(trx, companyId, 'contacts');
    return getContact(trx, companyId, contactId);
  });
}

/** In the order of their ids, so that two merges the other way round wait instead of blocking each other. */
async function lockBoth(trx: OfficeTransaction, staff: Staff, input: MergeInput) {
  const lockKept = () => lockContactAt(trx, staff, input.contactId, input.version);
  const lockDouble = () => lockContactAt(trx, staff, input.doubleId, input.doubleVersion);
  if (input.contactId < input.doubleId) {
    const kept = await lockKept();
    return { kept, double: await lockDouble() };
  }
  const double = await lockDouble();
  return { kept: await lockKept(), double };
}
