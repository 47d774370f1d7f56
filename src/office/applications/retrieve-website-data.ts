import { AppError } from '../../core/errors.ts';
import type { Office, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { announce } from '../live/announce.ts';
import { drainGate } from './drain-gate.ts';
import type { ImportedApplication } from './import-registration.ts';
import { importSetAside } from './import-set-aside.ts';

export interface Retrieval {
  retrieved: number;
  new: number;
  verify: number;
  existing: number;
  approvedByPolicy: number;
  unreachable: string[];
}

/**
 * Get website data (R9): fetches from each gate of the company, or of one website, all that is there, and takes in what
 * was kept for staff to ask for. A gate that does not answer is named; the others are fetched all the same (I6).
 * @throws AppError `not_found`, `licence_missing`, `contacts_being_indexed`
 */
export async function retrieveWebsiteData(
  office: Office,
  staff: Staff,
  websiteId?: string,
): Promise<Retrieval> {
  const { companyId } = staff;
  await requireLicence(office.db, companyId, office.clock);
  let query = office.db
    .selectFrom('website')
    .innerJoin('gate', 'gate.id', 'website.gate_id')
    .select(['website.id', 'gate.id as gate_id', 'gate.name as gate_name'])
    .where('website.company_id', '=', companyId)
    .where('website.removed_at', 'is', null);
  if (websiteId !== undefined) query = query.where('website.id', '=', websiteId);
  const websites = await query.execute();
  if (websiteId !== undefined && websites.length === 0) throw new AppError('not_found');
  const imported: ImportedApplication[] = [];
  const unreachable: string[] = [];
  for (const [gateId, name] of new Map(websites.map((website) => [website.gate_id, website.gate_name]))) {
    try {
      const ofAll = await drainGate(office, gateId);
      imported.push(...ofAll.filter((application) => application.companyId === companyId));
    } catch (error) {
      if (!(error instanceof AppError) || !isAboutGate(error)) throw error;
      unreachable.push(name);
    }
  }
  imported.push(...(await importSetAside(office, { companyId, websiteId })));
  await office.db
    .updateTable('website')
    .set({ last_retrieved_at: office.clock.now() })
    .where('company_id', '=', companyId)
    .where('id', 'in', websites.length === 0 ? [companyId] : websites.map((website) => website.id))
    .execute();
  await announce(office.db, companyId, 'websites');
  const count = (verdict: string) => imported.filter((application) => application.verdict === verdict).length;
  return {
    retrieved: imported.length,
    new: count('new'),
    verify: count('verify'),
    existing: count('existing'),
    approvedByPolicy: imported.filter((application) => application.approvedByPolicy).length,
    unreachable,
  };
}

function isAboutGate({ code }: AppError): boolean {
  return code === 'gate_unreachable' || code === 'link_refused';
}
