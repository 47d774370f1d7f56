import { type Website, website as websiteShape } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';
import { countUnpublished } from '../publications/count-unpublished.ts';

/** The websites of a company by name, each with its numbers (case 31). */
export async function readWebsites(
  db: OfficeDatabase,
  companyId: string,
  websiteId?: string,
): Promise<Website[]> {
  let query = db
    .selectFrom('website')
    .innerJoin('gate', 'gate.id', 'website.gate_id')
    .selectAll('website')
    .select(['gate.name as gate_name', 'gate.reachable', 'gate.last_seen_at'])
    .where('website.company_id', '=', companyId)
    .where('website.removed_at', 'is', null)
    .orderBy('website.name');
  if (websiteId !== undefined) query = query.where('website.id', '=', websiteId);
  const rows = await query.execute();
  const hosts = await db
    .selectFrom('website_host')
    .select(['website_id', 'host'])
    .where('company_id', '=', companyId)
    .orderBy('website_id')
    .orderBy('position')
    .execute();
  const unpublished = await countUnpublished(db, companyId, websiteId);
  const accounts = await countAccounts(db, companyId);
  const applications = await countOpenApplications(db, companyId);
  return rows.map((row) =>
    websiteShape.parse({
      id: row.id,
      name: row.name,
      hosts: hosts.filter((host) => host.website_id === row.id).map((host) => host.host),
      publicUrl: row.public_url,
      enabled: row.enabled,
      protection: row.protection,
      paths: row.paths,
      policy: row.policy,
      linkMode: row.link_mode,
      origin: row.origin,
      language: row.language,
      senderName: row.sender_name,
      senderEmail: row.sender_email,
      copyTo: row.copy_to,
      showCreateUser: row.show_create_user,
      introduction: row.introduction,
      sessionIdleMinutes: row.session_idle_minutes,
      sessionHours: row.session_hours,
      signIn: row.sign_in,
      look: row.look,
      signUpForm: row.sign_up_form,
      version: row.version,
      settingsUnpublished: row.settings_revision > row.published_settings_revision,
      unpublishedChanges: unpublished.get(row.id) ?? 0,
      lastPublishedAt: row.last_published_at?.toISOString() ?? null,
      lastRetrievedAt: row.last_retrieved_at?.toISOString() ?? null,
      gate: {
        name: row.gate_name,
        reachable: row.reachable,
        lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      },
      counts: { approved: 0, pending: 0, declined: 0, blocked: 0, ...accounts.get(row.id) },
      openApplications: applications.get(row.id) ?? 0,
    }),
  );
}

/** One website. @throws AppError `not_found` */
export async function readWebsite(
  db: OfficeDatabase,
  companyId: string,
  websiteId: string,
): Promise<Website> {
  const [website] = await readWebsites(db, companyId, websiteId);
  if (website === undefined) throw new AppError('not_found');
  return website;
}

async function countAccounts(
  db: OfficeDatabase,
  companyId: string,
): Promise<Map<string, Record<string, number>>> {
  const rows = await db
    .selectFrom('account')
    .select(({ fn }) => ['website_id', 'status', fn.countAll<number>().as('count')])
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .where('contact_id', 'is not', null)
    .groupBy(['website_id', 'status'])
    .execute();
  const counts = new Map<string, Record<string, number>>();
  for (const row of rows) {
    counts.set(row.website_id, { ...counts.get(row.website_id), [row.status]: row.count });
  }
  return counts;
}

async function countOpenApplications(db: OfficeDatabase, companyId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('application')
    .select(({ fn }) => ['website_id', fn.countAll<number>().as('count')])
    .where('company_id', '=', companyId)
    .where('state', 'in', ['open', 'review_link'])
    .groupBy('website_id')
    .execute();
  return new Map(rows.map((row) => [row.website_id, row.count]));
}
