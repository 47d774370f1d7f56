import type { Plan } from '../../contract/publications.ts';
import { AppError } from '../../core/errors.ts';
import { planChange } from '../../core/publication-plan.ts';
import { accessOf, websiteAccessOf } from '../accounts/access-facts.ts';
import type { Office, Staff } from '../context.ts';
import { changedSettings, readSettings } from '../websites/published-settings.ts';
import { readChangedAccount, readWaitingAccounts } from './changed-accounts.ts';
import { PlanTally } from './plan-tally.ts';
import { renderPlannedMail } from './render-planned-mail.ts';

const accountsPerPage = 5000;

/**
 * What Update website would do to each website of the company, or to one: who gains, who loses, who changes address,
 * which mails (DESIGN §4). Websites without changes are there too, with zeros; so is one whose removal waits.
 */
export async function planPublications(office: Office, staff: Staff, websiteId?: string): Promise<Plan[]> {
  const { companyId } = staff;
  let query = office.db
    .selectFrom('website')
    .selectAll()
    .where('company_id', '=', companyId)
    .where(({ or, eb }) =>
      or([eb('removed_at', 'is', null), eb('settings_revision', '>', eb.ref('published_settings_revision'))]),
    )
    .orderBy('name');
  if (websiteId !== undefined) query = query.where('id', '=', websiteId);
  const plans: Plan[] = [];
  for (const website of await query.execute()) {
    const settings = await readSettings(office.db, companyId, website.id);
    const settingsChanged = website.settings_revision > website.published_settings_revision;
    const names = settingsChanged ? changedSettings(website.published_settings, settings) : [];
    const tally = new PlanTally(settings, names, office.clock.now());
    for (let after = website.published_revision; website.removed_at === null; ) {
      const page = await readWaitingAccounts(
        office.db,
        { companyId, websiteId: website.id, after },
        accountsPerPage,
      );
      for (const account of page) tally.add(account);
      const last = page.at(-1);
      if (last === undefined || page.length < accountsPerPage) break;
      after = last.revision;
    }
    plans.push({
      website: { id: website.id, name: website.name },
      linkMode: website.link_mode === 'manual' ? 'manual' : 'automatic',
      settingsChanged,
      ...tally.summary,
    });
  }
  return plans;
}

/**
 * The mail that publishing an account would send, as it would be sent.
 * @throws AppError `not_found`, also where none would be sent
 */
export async function planMail(
  office: Office,
  staff: Staff,
  accountId: string,
): Promise<{ to: string; subject: string; text: string; html: string }> {
  const account = await readChangedAccount(office.db, staff.companyId, accountId);
  if (account === null) throw new AppError('not_found');
  const settings = await readSettings(office.db, staff.companyId, account.websiteId);
  const before = account.published === null ? null : accessOf(account.published);
  const now = office.clock.now();
  const [mail] = planChange(websiteAccessOf(settings), before, accessOf(account.content), now).mails;
  if (mail === undefined) throw new AppError('not_found');
  const rendered = renderPlannedMail(settings, account.content, mail, !account.emailVerified);
  return { to: mail.to, subject: rendered.subject, text: rendered.text, html: rendered.html };
}
