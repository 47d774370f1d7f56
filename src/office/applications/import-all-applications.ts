import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { countUnpublished } from '../publications/count-unpublished.ts';
import { type ApplicationRecord, lockApplication } from './application-row.ts';
import { applyDecision } from './decide-application.ts';
import type { DecisionInput } from './decision-input.ts';

export interface ImportedAll {
  imported: number;
  created: number;
  linked: number;
  left: number;
  unpublishedChanges: number;
}

/**
 * Import all (R11): makes contacts of who is new; who exists or should be verified is tied to the contact that it most
 * likely is, with the register's own values. With `approve` they get access, but for those that only should be verified
 * without proof: they wait on the contact, as nobody has looked whose it is (I9). What can't be imported without a look
 * is left: a contact that is inactive, a tie that staff review, or a request to be deleted. Run again it does nothing (case 34).
 * @throws AppError `licence_missing`
 */
export async function importAllApplications(
  office: Office,
  staff: Staff,
  input: { readonly websiteId?: string | undefined; readonly approve: boolean },
): Promise<ImportedAll> {
  await requireLicence(office.db, staff.companyId, office.clock);
  const result: ImportedAll = { imported: 0, created: 0, linked: 0, left: 0, unpublishedChanges: 0 };
  for (const { id, kind, state } of await waitingApplications(office, staff, input.websiteId)) {
    const isLeft = state !== 'open' || kind === 'deletion';
    const outcome = isLeft ? 'left' : await importOne(office, staff, id, input.approve);
    if (outcome === 'gone') continue;
    if (outcome === 'left') {
      result.left += 1;
      continue;
    }
    result.imported += 1;
    result[outcome] += 1;
  }
  const unpublished = await countUnpublished(office.db, staff.companyId, input.websiteId);
  result.unpublishedChanges = [...unpublished.values()].reduce((sum, count) => sum + count, 0);
  return result;
}

async function waitingApplications(
  office: Office,
  staff: Staff,
  websiteId: string | undefined,
): Promise<{ id: string; kind: string; state: string }[]> {
  let query = office.db
    .selectFrom('application')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'application.company_id')
        .onRef('website.id', '=', 'application.website_id'),
    )
    .select(['application.id', 'application.kind', 'application.state'])
    .where('application.company_id', '=', staff.companyId)
    .where('application.state', 'in', ['open', 'review_link'])
    .where('website.removed_at', 'is', null)
    .orderBy('application.received_at')
    .orderBy('application.id');
  if (websiteId !== undefined) query = query.where('application.website_id', '=', websiteId);
  return query.execute();
}

async function importOne(
  office: Office,
  staff: Staff,
  id: string,
  approve: boolean,
): Promise<'created' | 'linked' | 'left' | 'gone'> {
  try {
    return await withTransaction({ kysely: office.db }, async (trx) => {
      const application = await lockApplication(trx, staff.companyId, id);
      if (application.state !== 'open') return 'gone';
      const contact = likeliest(application);
      if (contact?.kind === 'existing') {
        const row = await trx
          .selectFrom('contact')
          .select('active')
          .where('company_id', '=', staff.companyId)
          .where('id', '=', contact.contactId)
          .executeTakeFirst();
        if (row?.active !== true) return 'left';
      }
      const isSure = application.verdict !== 'verify' || application.proven;
      const approves = approve && isSure && application.kind === 'registration';
      const { created } = await applyDecision(office, trx, staff, application, {
        decision: approves ? 'approve' : 'import',
        contact,
        overwrite: [],
        reason: '',
      });
      return created ? 'created' : 'linked';
    });
  } catch (error) {
    if (error instanceof AppError) return 'left';
    throw error;
  }
}

/** The contact that an application most likely belongs to: its own, the proven one, else the first candidate. */
function likeliest({ kind, contact_id, match, verdict }: ApplicationRecord): DecisionInput['contact'] {
  const first = verdict === 'new' ? undefined : match.candidates[0]?.contactId;
  const contactId = contact_id ?? match.provenContactId ?? first;
  if (contactId !== undefined && contactId !== null) return { kind: 'existing', contactId };
  return kind === 'change' ? null : { kind: 'new' };
}
