import type { Website, WebsiteInput } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import { newId } from '../../core/uuid.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { requestPublication } from '../publications/request-publication.ts';
import { auditedSettings } from './audited-settings.ts';
import { checkWebsite } from './check-website.ts';
import { readWebsite } from './read-websites.ts';
import { columnsOf, withUniqueName, writeHosts } from './write-website.ts';

/**
 * Registers a website of the company with its gate (R12, R13, R16).
 * @throws AppError `licence_missing`, `gate_missing`, `host_taken`, `website_name_taken` and those of `checkWebsite`
 */
export async function createWebsite(office: Office, staff: Staff, website: WebsiteInput): Promise<Website> {
  await checkWebsite(office, website);
  const { companyId } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const gate = await trx.selectFrom('gate').select('id').orderBy('paired_at').limit(1).executeTakeFirst();
    if (gate === undefined) throw new AppError('gate_missing');
    const id = newId();
    await withUniqueName(website.name, () =>
      trx
        .insertInto('website')
        .values({
          company_id: companyId,
          id,
          gate_id: gate.id,
          ...columnsOf(website),
          created_at: office.clock.now(),
        })
        .execute(),
    );
    await writeHosts(trx, { companyId, id, gateId: gate.id }, website.hosts);
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: 'website.created',
      subject: { kind: 'website', id, name: website.name },
      after: withoutEmpty(auditedSettings(website)),
    });
    await announce(trx, companyId, 'websites');
    await requestPublication(trx, companyId);
    return readWebsite(trx, companyId, id);
  });
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
