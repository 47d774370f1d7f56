import { sql } from 'kysely';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';

/**
 * Removes a website from the company database. What the gate has of it ends with the next publication, and until then
 * its host names stay taken; one that was never published is gone at once.
 * @throws AppError `not_found`, `licence_missing`
 */
export async function removeWebsite(office: Office, staff: Staff, websiteId: string): Promise<void> {
  const { companyId } = staff;
  await withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const row = await trx
      .selectFrom('website')
      .select('name')
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found');
    const attempt = await trx
      .selectFrom('publication')
      .select('id')
      .where('company_id', '=', companyId)
      .where('website_id', '=', websiteId)
      .limit(1)
      .executeTakeFirst();
    const isKnownToGate = attempt !== undefined;
    await trx
      .updateTable('website')
      .set({
        removed_at: office.clock.now(),
        version: sql<number>`version + 1`,
        settings_revision: sql<number>`settings_revision + 1`,
        ...(isKnownToGate ? {} : { published_settings_revision: sql<number>`settings_revision + 1` }),
      })
      .where('company_id', '=', companyId)
      .where('id', '=', websiteId)
      .execute();
    if (!isKnownToGate) {
      await trx
        .deleteFrom('website_host')
        .where('company_id', '=', companyId)
        .where('website_id', '=', websiteId)
        .execute();
    }
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'website.removed',
      subject: { kind: 'website', id: websiteId, name: row.name },
    });
    await announce(trx, companyId, 'websites');
    await requestPublication(trx, companyId);
  });
}
