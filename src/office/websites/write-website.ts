import type { WebsiteInput } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTransaction } from '../context.ts';

/** The columns that a website's settings fill. */
export function columnsOf(website: WebsiteInput) {
  return {
    name: website.name,
    public_url: website.publicUrl,
    enabled: website.enabled,
    protection: website.protection,
    paths: website.paths,
    policy: website.policy,
    link_mode: website.linkMode,
    origin: JSON.stringify(website.origin),
    language: website.language,
    sender_name: website.senderName,
    sender_email: website.senderEmail,
    copy_to: website.copyTo,
    show_create_user: website.showCreateUser,
    introduction: JSON.stringify(website.introduction),
    session_idle_minutes: website.sessionIdleMinutes,
    session_hours: website.sessionHours,
    sign_in: JSON.stringify(website.signIn),
    look: JSON.stringify(website.look),
    sign_up_form: JSON.stringify(website.signUpForm),
  };
}

/**
 * Writes the host names of a website, each of which leads to one website of a gate (R16).
 * @throws AppError `host_taken`, naming the first that another website has
 */
export async function writeHosts(
  trx: OfficeTransaction,
  website: { readonly companyId: string; readonly id: string; readonly gateId: string },
  names: readonly string[],
): Promise<void> {
  const hosts = [...new Set(names)];
  await trx
    .deleteFrom('website_host')
    .where('company_id', '=', website.companyId)
    .where('website_id', '=', website.id)
    .execute();
  for (const [position, host] of hosts.entries()) {
    const inserted = await trx
      .insertInto('website_host')
      .values({
        company_id: website.companyId,
        website_id: website.id,
        gate_id: website.gateId,
        host,
        position,
      })
      .onConflict((conflict) => conflict.columns(['gate_id', 'host']).doNothing())
      .returning('host')
      .executeTakeFirst();
    if (inserted === undefined) throw new AppError('host_taken', { host }, { field: `hosts.${position}` });
  }
}

/** Runs a write that may meet another website's name. @throws AppError `website_name_taken` */
export async function withUniqueName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === 'website_name'))
      throw error;
    throw new AppError('website_name_taken', { name }, { cause: error, field: 'name' });
  }
}
