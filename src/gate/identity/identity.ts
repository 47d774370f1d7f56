import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

/** Who is there, as the website is told (R15). Everything is empty while nobody with access is signed in. */
export interface Identity {
  /** Canonical e-mail address; the name under which the website may keep its own records. */
  readonly user: string;
  /** The address as it stands in the register. */
  readonly email: string;
  readonly name: string;
  /** Name of the contact, the company that the person buys for. */
  readonly company: string;
  /** Customer number. */
  readonly contact: string;
  /** Contact types, and `price-group:NAME` where the contact has a price group. */
  readonly groups: readonly string[];
  readonly priceGroup: string;
  readonly language: string;
}

/** What the website may know of a session with access. */
export function identityOf(website: PublishedWebsite, session: Session): Identity {
  const { account } = session;
  const priceGroup = account?.priceGroup ?? '';
  return {
    user: session.emailCanonical,
    email: account?.email ?? session.email,
    name: account?.personName || session.name || account?.contactName || '',
    company: account?.contactName ?? '',
    contact: account?.contactNumber ?? '',
    groups: [...(account?.contactTypes ?? []), ...(priceGroup === '' ? [] : [`price-group:${priceGroup}`])],
    priceGroup,
    language: session.language || account?.language || website.settings.language,
  };
}
