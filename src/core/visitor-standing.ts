import { type AccountAccess, decideAccess, type WebsiteAccess } from './access.ts';

/** How somebody who signed in stands with a website, as the visitor pages tell it in words. */
export type VisitorStanding =
  | 'allowed'
  | 'no_account'
  | 'pending'
  | 'declined'
  | 'blocked'
  | 'ended'
  | 'not_yet'
  | 'over'
  | 'site_closed';

/**
 * Says why somebody may or may not enter. The decision is that of `decideAccess`; only its reason is put in a
 * visitor's terms. A contact that was made inactive is told as access that ended (case 7).
 */
export function visitorStanding(
  website: WebsiteAccess,
  account: AccountAccess | null,
  now: Date,
): VisitorStanding {
  const decision = decideAccess(website, account, now);
  if (decision.allowed) return 'allowed';
  switch (decision.failed) {
    case 'website_enabled':
    case 'licence_valid':
      return 'site_closed';
    case 'account_exists':
      return 'no_account';
    case 'status_approved':
      return account === null || account.status === 'approved' ? 'no_account' : account.status;
    case 'contact_active':
      return 'ended';
    case 'validity_begun':
      return 'not_yet';
    case 'validity_not_over':
      return 'over';
  }
}

/** Standings with which a right password opens no session: the sign-in tells why instead. */
const shutOut: readonly VisitorStanding[] = ['declined', 'blocked', 'ended', 'over'];

/** Whether somebody with this standing gets a session (for My page and to wait), though perhaps no access. */
export function maySignIn(standing: VisitorStanding): boolean {
  return !shutOut.includes(standing);
}
