import { sql } from 'kysely';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { eraseAuditLines } from '../erasing/erase-audit-lines.ts';
import { announce } from '../live/announce.ts';

/**
 * Does away with a contact that the policy made of an applicant, now that staff said which contact it really is. One
 * that goes leaves no name in the audit log; one that something else hangs on, or that staff worked on meanwhile, is kept but inactive (R1).
 */
export async function dropMadeContact(
  office: Office,
  trx: OfficeTransaction,
  staff: Staff,
  contactId: string,
): Promise<void> {
  const { companyId, actor } = staff;
  const contact = await trx
    .selectFrom('contact')
    .select(['name', 'version', 'active'])
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('account')
          .select('account.id')
          .where('account.company_id', '=', companyId)
          .where('account.contact_id', '=', contactId),
      ).as('has_accounts'),
      exists(
        selectFrom('application')
          .select('application.id')
          .where('application.company_id', '=', companyId)
          .where('application.contact_id', '=', contactId),
      ).as('has_applications'),
    ])
    .where('company_id', '=', companyId)
    .where('id', '=', contactId)
    .forUpdate()
    .executeTakeFirst();
  if (contact === undefined) return;
  if (Boolean(contact.has_accounts) && contact.active) {
    const living = await trx
      .selectFrom('account')
      .select('id')
      .where('company_id', '=', companyId)
      .where('contact_id', '=', contactId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (living !== undefined) return; // somebody else has access by it
  }
  const isUnused = !contact.has_accounts && !contact.has_applications && contact.version === 1;
  if (isUnused) {
    await trx.deleteFrom('contact').where('company_id', '=', companyId).where('id', '=', contactId).execute();
  } else {
    await trx
      .updateTable('contact')
      .set({ active: false, version: sql<number>`version + 1`, updated_at: office.clock.now() })
      .where('company_id', '=', companyId)
      .where('id', '=', contactId)
      .execute();
  }
  await recordAuditEvent(trx, {
    companyId,
    actor,
    action: isUnused ? 'contact.deleted' : 'contact.made_inactive',
    subject: { kind: 'contact', id: contactId, name: contact.name },
    contactId,
    before: { active: contact.active },
    after: isUnused ? null : { active: false },
  });
  if (isUnused) {
    await eraseAuditLines(trx, office.clock.now(), {
      companyId,
      subjectIds: [contactId],
      contactIds: [],
      websiteIds: [],
      addresses: [],
    });
  }
  await announce(trx, companyId, 'contacts');
}
