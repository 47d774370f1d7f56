import { type WebsiteV1, websiteV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeDatabase } from '../context.ts';
import { currentLicence } from '../licences/current-licence.ts';

/**
 * The settings of a website as the gate shall have them: its row, its own texts and the company's licence. A company
 * that never had a licence is open to nobody (R17). For publishing call it under the website's row lock, so that all
 * parts are of one moment.
 * @throws AppError `not_found`
 */
export async function readSettings(
  db: OfficeDatabase,
  companyId: string,
  websiteId: string,
): Promise<WebsiteV1> {
  const website = await db
    .selectFrom('website')
    .innerJoin('company', 'company.id', 'website.company_id')
    .selectAll('website')
    .select('company.name as company_name')
    .where('website.company_id', '=', companyId)
    .where('website.id', '=', websiteId)
    .executeTakeFirst();
  if (website === undefined) throw new AppError('not_found');
  const hosts = await db
    .selectFrom('website_host')
    .select('host')
    .where('company_id', '=', companyId)
    .where('website_id', '=', websiteId)
    .orderBy('position')
    .execute();
  const texts = await db
    .selectFrom('mail_text')
    .select(['event', 'language', 'subject', 'body'])
    .where('company_id', '=', companyId)
    .where('website_id', '=', websiteId)
    .orderBy('event')
    .orderBy('language')
    .execute();
  const licence = await currentLicence(db, companyId);
  return websiteV1.parse({
    type: 'websiteV1',
    settingsRevision: website.settings_revision,
    removed: website.removed_at !== null,
    companyName: website.company_name,
    name: website.name,
    hosts: hosts.map((row) => row.host),
    publicUrl: website.public_url,
    enabled: website.enabled,
    licensedUntil: licence === null ? new Date(0).toISOString() : (licence.validUntil?.toISOString() ?? null),
    protection: website.protection,
    paths: website.paths,
    policy: website.policy,
    origin: website.origin,
    language: website.language,
    senderName: website.sender_name,
    senderEmail: website.sender_email,
    copyTo: website.copy_to,
    showCreateUser: website.show_create_user,
    introduction: website.introduction,
    sessionIdleMinutes: website.session_idle_minutes,
    sessionHours: website.session_hours,
    signIn: website.sign_in,
    look: website.look,
    signUpForm: website.sign_up_form,
    mailTexts: texts,
  });
}

/** Names of the settings that differ from what was published; all that are set where nothing was. */
export function changedSettings(published: unknown, current: WebsiteV1): string[] {
  const before = websiteV1.safeParse(published);
  const known: Partial<WebsiteV1> = before.success ? before.data : {};
  return (Object.keys(current) as (keyof WebsiteV1)[]).filter(
    (key) =>
      key !== 'type' &&
      key !== 'settingsRevision' &&
      JSON.stringify(known[key]) !== JSON.stringify(current[key]),
  ); // keys of the shape
}
