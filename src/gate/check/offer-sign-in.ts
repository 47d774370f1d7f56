import type { IncomingHttpHeaders } from 'node:http';
import { gatePrefix } from '../../core/paths.ts';
import { safeReturnPath } from '../../core/return-address.ts';
import { visitorStanding } from '../../core/visitor-standing.ts';
import { cookieName, readCookies, type SetCookie } from '../visitor/cookies.ts';
import { sign, unsign } from '../visitor/signed-value.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { isPageLoad } from './answers.ts';
import type { CheckServices } from './check-services.ts';
import type { Verdict } from './decide-visit.ts';

/** The page that offers to sign in, create an account or go on as a guest. */
export const welcomePage = 'welcome';

const purpose = 'guest';

/** What the visitor asks for: the raw request target, null where it can't be read, and the method. */
interface AskedPage {
  readonly url: string | null;
  readonly method: string;
}

/**
 * Where somebody who is not signed in is led before a check-out path of a website with voluntary sign-in (R12): a path
 * on the same host, or null to let the request go on. Only page loads that can come back are led anywhere: what scripts
 * fetch, what a form sends, a page within a page, and whoever said before to go on as a guest are never stopped.
 */
export function welcomePathFor(
  services: Pick<CheckServices, 'formKey' | 'clock'>,
  website: PublishedWebsite,
  verdict: Extract<Verdict, { kind: 'pass' }>,
  { url, method }: AskedPage,
  { headers }: { readonly headers: IncomingHttpHeaders },
): string | null {
  if (!verdict.offer || method !== 'GET' || url === null || !canReturn(url)) return null;
  if (!isPageLoad(headers) || isWithinPage(headers) || isFromWelcome(headers, website)) return null;
  if (isGuest(services.formKey, website, headers.cookie)) return null;
  // Signing in to a website that is closed leads nowhere.
  if (visitorStanding(website.access, null, services.clock.now()) === 'site_closed') return null;
  return `${gatePrefix}/${welcomePage}?${new URLSearchParams({ return: url })}`;
}

/** Whether the gate leads back to this very page afterwards; where not, nobody is led away from it. */
function canReturn(url: string): boolean {
  return /^[!-~]*$/.test(url) && (url === '/' || safeReturnPath(url, 'this.invalid') !== '/');
}

/** The cookie of somebody who goes on as a guest; it goes when the browser closes. */
export function guestCookie(formKey: Buffer, website: PublishedWebsite): SetCookie {
  return { name: cookieName(website, 'guest'), value: sign(formKey, purpose, website.id) };
}

function isGuest(formKey: Buffer, website: PublishedWebsite, header: string | undefined): boolean {
  const value = readCookies(header).get(cookieName(website, 'guest'));
  return unsign(formKey, purpose, value) === website.id;
}

/** A frame could not show the page, which lets nobody frame it. */
function isWithinPage({ 'sec-fetch-dest': destination }: IncomingHttpHeaders): boolean {
  return destination !== undefined && destination !== 'document';
}

/** Whoever comes from the offer itself made the choice, also where the browser keeps no cookies. */
function isFromWelcome({ referer }: IncomingHttpHeaders, website: PublishedWebsite): boolean {
  if (referer === undefined || !URL.canParse(referer)) return false;
  const { hostname, pathname } = new URL(referer);
  return pathname === `${gatePrefix}/${welcomePage}` && website.hosts.includes(hostname);
}
