import type { Explanation } from '../../contract/explanation.ts';
import { type WebsiteV1, websiteV1 } from '../../contract/link.ts';
import type { AccountAccess } from '../../core/access.ts';
import { AppError } from '../../core/errors.ts';
import { canonicalHost } from '../../core/paths.ts';
import { explainVisit, type VisitExplanation } from '../../core/visit/explain-visit.ts';
import { type PageAddress, parsePageAddress } from '../../core/visit/page-address.ts';
import { lastSignedInStep } from '../../core/visit/visit-step.ts';
import type { Office, Staff } from '../context.ts';
import { readSettings } from '../websites/published-settings.ts';
import { websiteAccessOf } from './access-facts.ts';

/** Who wants to enter, with the account as the office has it now and as the gate has it. */
export interface ToExplain {
  readonly websiteId: string;
  /** As typed or as it stands in the register. */
  readonly email: string;
  /** Address of a page; empty or undefined: what is closed of the website. */
  readonly url: string | undefined;
  readonly account: AccountAccess | null;
  readonly published: AccountAccess | null;
  /** The address under which the gate knows the account; another one while a correction waits. */
  readonly publishedEmail: string;
  readonly lastSignedInAt: Date | null;
}

/**
 * Explains a visit by what the office has now, and by what was published last.
 * @throws AppError `not_found`, `page_address_unusable`, `page_of_other_website`
 */
export async function explainBoth(office: Office, staff: Staff, asked: ToExplain): Promise<Explanation> {
  const { companyId } = staff;
  const row = await office.db
    .selectFrom('website')
    .select('published_settings')
    .where('company_id', '=', companyId)
    .where('id', '=', asked.websiteId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  const current = await readSettings(office.db, companyId, asked.websiteId);
  const parsed = websiteV1.safeParse(row.published_settings);
  const published = parsed.success ? parsed.data : null;
  const page = readPage(asked.url, [current, ...(published === null ? [] : [published])]);
  const now = office.clock.now();
  const explain = (settings: WebsiteV1, account: AccountAccess | null): VisitExplanation =>
    explainVisit({
      website: { settings, access: websiteAccessOf(settings) },
      hostKnown: page === null || page.host === null ? null : hostsOf(settings).includes(page.host),
      target: page?.target ?? null,
      account,
      signIn: null,
      now,
    });
  const { steps, ...answer } = explain(current, asked.account);
  const seen = asked.account === null ? [] : [lastSignedInStep(asked.lastSignedInAt)];
  const [host = ''] = hostsOf(current);
  return {
    ...answer,
    steps: [...steps, ...seen].map(copied),
    published: published === null ? null : toContract(explain(published, asked.published)),
    names: {
      website: current.name,
      host: page?.host ?? host,
      email: asked.email,
      publishedEmail: asked.publishedEmail,
    },
  };
}

function toContract(explanation: VisitExplanation) {
  return { ...explanation, steps: explanation.steps.map(copied) };
}

/** The contract's shapes may be changed by whoever gets them. */
function copied(step: VisitExplanation['steps'][number]) {
  return { ...step, facts: { ...step.facts } };
}

/** The page that was asked about; it must lie on a host of the website, as it is now or as it was published. */
function readPage(url: string | undefined, settings: readonly WebsiteV1[]): PageAddress | null {
  if (url === undefined || url === '') return null;
  const page = parsePageAddress(url);
  if (page === null) throw new AppError('page_address_unusable', { url }, { field: 'url' });
  const known = [...new Set(settings.flatMap(hostsOf))];
  if (page.host !== null && !known.includes(page.host)) {
    const params = { host: page.host, website: settings[0]?.name ?? '', known: known.join(', ') };
    throw new AppError('page_of_other_website', params, { field: 'url' });
  }
  return page;
}

function hostsOf({ hosts }: WebsiteV1): string[] {
  return hosts.map(canonicalHost).filter((host) => host !== null);
}
