import { websiteV1 } from '../../contract/link.ts';
import {
  type AccessDecision,
  type AccessRule,
  type AccountAccess,
  accessSteps,
  decideAccess,
  type WebsiteAccess,
} from '../../core/access.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, Staff } from '../context.ts';
import { currentLicence } from '../licences/current-licence.ts';
import { type AccountContent, readPublished } from './account-content.ts';
import { stateOfRow } from './account-state.ts';

export interface Explanation {
  allowed: boolean;
  failed: AccessRule | null;
  steps: { rule: AccessRule; passed: boolean }[];
  published: { allowed: boolean; failed: AccessRule | null } | null;
}

/**
 * Why somebody can or can't enter: the rules of the very function that the gate's check asks, for what the office has
 * now and for what was published.
 * @throws AppError `not_found`
 */
export async function explainAccess(office: Office, staff: Staff, accountId: string): Promise<Explanation> {
  const row = await office.db
    .selectFrom('account')
    .innerJoin('website', (join) =>
      join
        .onRef('website.company_id', '=', 'account.company_id')
        .onRef('website.id', '=', 'account.website_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.company_id', '=', 'account.company_id')
        .onRef('contact.id', '=', 'account.contact_id'),
    )
    .selectAll('account')
    .select(['website.enabled', 'website.published_settings', 'contact.active'])
    .where('account.company_id', '=', staff.companyId)
    .where('account.id', '=', accountId)
    .where('website.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  const now = office.clock.now();
  const licence = await currentLicence(office.db, staff.companyId);
  const website: WebsiteAccess = {
    enabled: row.enabled,
    licensedUntil: licence === null ? new Date(0) : licence.validUntil,
  };
  const account: AccountAccess = {
    status: stateOfRow(row).status,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.active ?? false,
  };
  const steps = accessSteps(website, account, now);
  return {
    ...decideAccess(website, account, now),
    steps,
    published: decidePublished(row.published_settings, readPublished(row.published), now),
  };
}

function decidePublished(
  settings: unknown,
  content: AccountContent | null,
  now: Date,
): AccessDecision | null {
  const published = websiteV1.safeParse(settings);
  if (!published.success) return null;
  return decideAccess(websiteAccessOf(published.data), content === null ? null : accessOf(content), now);
}

/** What the decision needs of published settings. */
export function websiteAccessOf(settings: {
  readonly enabled: boolean;
  readonly licensedUntil: string | null;
}): WebsiteAccess {
  return {
    enabled: settings.enabled,
    licensedUntil: settings.licensedUntil === null ? null : new Date(settings.licensedUntil),
  };
}

/** What decision and plan need of published content. */
export function accessOf(content: AccountContent): AccountAccess & { readonly email: string } {
  return {
    status: content.status,
    email: content.email,
    validFrom: content.validFrom === null ? null : new Date(content.validFrom),
    validUntil: content.validUntil === null ? null : new Date(content.validUntil),
    contactActive: content.contactActive,
  };
}
