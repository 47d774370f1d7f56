import { sql } from 'kysely';
import { type Website, type WebsiteInput, websiteInput } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { changedValues, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';
import { staleRevision } from '../stale-revision.ts';
import { auditedChanges } from './audited-settings.ts';
import { checkWebsite } from './check-website.ts';
import { readWebsite } from './read-websites.ts';
import { columnsOf, withUniqueName, writeHosts } from './write-website.ts';

/**
 * Changes the settings of a website; they go to the gate with the next publication (R6, R12, R13). Accounts and
 * applications stay what they are, whatever protection or policy becomes (cases 29 and 30).
 * @throws AppError `not_found`, `stale_revision`, `licence_missing`, `host_taken`, `website_name_taken` and those of
 *   `checkWebsite`
 */
export async function updateWebsite(
  office: Office,
  staff: Staff,
  input: { readonly websiteId: string; readonly website: WebsiteInput; readonly version: number },
): Promise<Website> {
  await checkWebsite(office, input.website);
  const { companyId } = staff;
  const { websiteId: id, website } = input;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const row = await trx
      .selectFrom('website')
      .select(['gate_id', 'version'])
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found');
    if (row.version !== input.version) throw await staleRevision(trx, staff, id);
    const before = websiteInput.parse(await readWebsite(trx, companyId, id));
    const changed = changedValues(before, website);
    if (changed === null) return readWebsite(trx, companyId, id);
    const concernsGate = Object.keys(changed.after).some((key) => key !== 'linkMode');
    await withUniqueName(website.name, () =>
      trx
        .updateTable('website')
        .set({
          ...columnsOf(website),
          version: sql<number>`version + 1`,
          settings_revision: sql<number>`settings_revision + ${concernsGate ? 1 : 0}`,
        })
        .where('company_id', '=', companyId)
        .where('id', '=', id)
        .execute(),
    );
    await writeHosts(trx, { companyId, id, gateId: row.gate_id }, website.hosts);
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'website.changed',
      subject: { kind: 'website', id, name: website.name },
      ...auditedChanges(before, website),
    });
    await announce(trx, companyId, 'websites');
    await requestPublication(trx, companyId);
    return readWebsite(trx, companyId, id);
  });
}
