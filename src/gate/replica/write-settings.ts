import type { WebsiteV1 } from '../../contract/link.ts';
import { decideAccess } from '../../core/access.ts';
import { AppError } from '../../core/errors.ts';
import { canonicalHost } from '../../core/paths.ts';
import type { GateTransaction } from '../context.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { LockedWebsite } from './read-replica.ts';

/**
 * Takes over a website's settings where they are newer than those here, and returns how many sessions that ended: all
 * of them where the website was switched off. The websites' own channel tells every process at commit.
 * @throws AppError `host_taken` where a host name is another website's on this gate
 */
export async function writeSettings(
  trx: GateTransaction,
  website: LockedWebsite,
  settings: WebsiteV1,
  now: Date,
): Promise<number> {
  if (settings.removed) return removeWebsite(trx, website, settings, now);
  const hosts = [...new Set(settings.hosts.map((host) => canonicalHost(host) ?? host.toLowerCase()))];
  await trx.deleteFrom('website_host').where('website_id', '=', website.id).execute();
  if (hosts.length > 0) {
    const taken = await trx
      .insertInto('website_host')
      .values(hosts.map((host) => ({ host, website_id: website.id })))
      .onConflict((conflict) => conflict.column('host').doNothing())
      .returning('host')
      .execute();
    const missing = hosts.find((host) => !taken.some((row) => row.host === host));
    if (missing !== undefined) throw new AppError('host_taken', { host: missing });
  }
  await store(trx, website, settings, now);
  const closed = !isOpen(settings, now) && website.settings !== null && isOpen(website.settings, now);
  return closed ? endSessions(trx, { websiteId: website.id, companyId: website.companyId }) : 0;
}

function isOpen(settings: WebsiteV1, now: Date): boolean {
  const licensedUntil = settings.licensedUntil === null ? null : new Date(settings.licensedUntil);
  const { failed } = decideAccess({ enabled: settings.enabled, licensedUntil }, null, now);
  return failed === 'account_exists';
}

/**
 * Ends a website on this gate: accounts, sessions, host names, unfinished sign-ups and the sign-ins that nothing else
 * needs. The row stays, so that an old message doesn't bring it back (I5); mails and events still go out.
 */
async function removeWebsite(
  trx: GateTransaction,
  website: LockedWebsite,
  settings: WebsiteV1,
  now: Date,
): Promise<number> {
  const { id, companyId } = website;
  const ended = await endSessions(trx, { websiteId: id, companyId });
  for (const table of ['website_host', 'token', 'registration', 'visitor_request', 'account'] as const)
    await trx.deleteFrom(table).where('website_id', '=', id).execute();
  await trx
    .deleteFrom('login')
    .where('company_id', '=', companyId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account')
            .select('account.id')
            .whereRef('account.company_id', '=', 'login.company_id')
            .whereRef('account.email_canonical', '=', 'login.email_canonical')
            .where('account.status', '<>', 'ended'),
        ),
      ),
    )
    .execute();
  await store(trx, website, { ...settings, hosts: [], mailTexts: [] }, now);
  await trx.updateTable('website').set({ applied_revision: 0 }).where('id', '=', id).execute();
  return ended;
}

async function store(
  trx: GateTransaction,
  website: LockedWebsite,
  settings: WebsiteV1,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('website')
    .set({
      settings: JSON.stringify(settings),
      settings_revision: settings.settingsRevision,
      updated_at: now,
    })
    .where('id', '=', website.id)
    .execute();
}
