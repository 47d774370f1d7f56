import { canonicalHost, isProtected, type PathSettings } from './paths.ts';

/** What there is to know of a website to tell whether a link leads into its closed part. */
export interface TermsWebsite extends PathSettings {
  readonly publicUrl: string;
  readonly hosts: readonly string[];
}

/**
 * Whether the page that a consent of the sign-up form links to lies in the closed part of the website itself: whoever signs
 * up has no access yet, and would agree to what can't be read. A link elsewhere, and what is no address, is not.
 */
export function isBehindSignIn(website: TermsWebsite, link: string): boolean {
  const base = URL.canParse(website.publicUrl) ? website.publicUrl : 'https://website.invalid';
  if (link === '' || !URL.canParse(link, base)) return false;
  const { host, pathname } = new URL(link, base);
  const own = [new URL(base).host, ...website.hosts].map(canonicalHost);
  const found = canonicalHost(host);
  return found !== null && own.includes(found) && isProtected(website, pathname).protected;
}
