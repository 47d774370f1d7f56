import { type VisitorStanding, visitorStanding } from '../../../core/visitor-standing.ts';
import type { Gate } from '../../context.ts';
import { findAccounts, type VisitorAccount } from '../../logins/find-account.ts';
import type { Session } from '../../sessions/session.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { standingOf } from '../sign-in.ts';
import { findWebsites } from './find-websites.ts';

/** A website of the company, as somebody with an account there sees it on My page. */
export interface OwnWebsite {
  readonly website: PublishedWebsite;
  readonly isThis: boolean;
  readonly standing: VisitorStanding;
  readonly account: VisitorAccount | null;
}

/**
 * The websites of this company where the person's address has or had an account (I8: of no other company), and this
 * website in any case, which comes first. An account is one's own where it has one's address, as that is proven.
 */
export async function ownWebsites(
  { db, clock }: Pick<Gate, 'db' | 'clock'>,
  website: PublishedWebsite,
  { companyId, emailCanonical }: Pick<Session, 'companyId' | 'emailCanonical'>,
): Promise<OwnWebsite[]> {
  const accounts = await findAccounts(db, companyId, emailCanonical);
  const now = clock.now();
  const here = accounts.find(({ websiteId }) => websiteId === website.id) ?? null;
  const elsewhere = accounts.filter(({ websiteId }) => websiteId !== website.id);
  const websites = await findWebsites(
    db,
    companyId,
    elsewhere.map(({ websiteId }) => websiteId),
  );
  const others = elsewhere.flatMap((account): OwnWebsite[] => {
    const other = websites.get(account.websiteId);
    if (other === undefined) return [];
    return [
      { website: other, isThis: false, standing: visitorStanding(other.access, account, now), account },
    ];
  });
  others.sort((a, b) => a.website.settings.name.localeCompare(b.website.settings.name));
  return [{ website, isThis: true, standing: standingOf(website, here, now), account: here }, ...others];
}
