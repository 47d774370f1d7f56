import type { Publication } from '../../contract/publications.ts';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { readPublication } from './read-publications.ts';
import { runPublication } from './run-publication.ts';

/** How long staff wait for a publication that runs already, in milliseconds. */
export const staffPatienceMs = 15_000;

/**
 * Update website (R6), for each website by itself: one that fails says why and the others go on. Answers when the gates
 * have applied it.
 * @throws AppError `not_found`, `licence_missing`, `publication_running`
 */
export async function publishWebsites(
  office: Office,
  staff: Staff,
  input: { readonly websiteIds: readonly string[]; readonly mode: 'changes' | 'snapshot' },
): Promise<Publication[]> {
  const { companyId } = staff;
  const websiteIds = [...new Set(input.websiteIds)];
  const names = await withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const websites = await trx
      .selectFrom('website')
      .select(['id', 'name'])
      .where('company_id', '=', companyId)
      .where('id', 'in', websiteIds)
      .execute();
    if (websites.length !== websiteIds.length) throw new AppError('not_found');
    for (const website of websites) {
      await recordAuditEvent(trx, {
        companyId,
        actor: staff.actor,
        action: 'website.published',
        subject: { kind: 'website', id: website.id, name: website.name },
        after: { mode: input.mode },
      });
    }
    return new Map(websites.map((website) => [website.id, website.name]));
  });
  const publications: Publication[] = [];
  for (const websiteId of websiteIds) {
    const id = await runPublication(office, {
      companyId,
      websiteId,
      mode: input.mode,
      actor: staff.actor,
      patienceMs: staffPatienceMs,
    }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'publication_running') throw error;
      throw new AppError('publication_running', { website: names.get(websiteId) ?? '' }, { cause: error });
    });
    publications.push(await readPublication(office.db, staff, id));
  }
  return publications;
}
