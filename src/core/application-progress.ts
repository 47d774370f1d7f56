import type { AccountAccess, WebsiteAccess } from './access.ts';
import { type VisitorStanding, visitorStanding } from './visitor-standing.ts';

/** How far an application is, as its private link tells it. */
export type ApplicationProgress =
  /** It is here, and the office has not fetched it yet. */
  | { readonly step: 'received' }
  /** It is with those who decide. */
  | { readonly step: 'looked_at' }
  | {
      readonly step: 'decided';
      readonly standing: Exclude<VisitorStanding, 'pending' | 'no_account' | 'ended'>;
    }
  /** There is nothing to tell any more: access ended, or all about it was deleted. */
  | { readonly step: 'closed' };

/**
 * Says how far an application is. A website that is closed for a while changes nothing for who waits; what ended says
 * no more than that.
 * @param isFetched the office has the application.
 */
export function applicationProgress(
  website: WebsiteAccess,
  account: AccountAccess,
  isFetched: boolean,
  now: Date,
): ApplicationProgress {
  switch (account.status) {
    case 'pending':
      return { step: isFetched ? 'looked_at' : 'received' };
    case 'ended':
      return { step: 'closed' };
    case 'declined':
    case 'blocked':
      return { step: 'decided', standing: account.status };
    case 'approved': {
      const standing = visitorStanding(website, account, now);
      return standing === 'pending' || standing === 'no_account' || standing === 'ended'
        ? { step: 'closed' }
        : { step: 'decided', standing };
    }
  }
}
