import type { FastifyRequest } from 'fastify';
import { parseEmailAddress } from '../../core/email-address.ts';
import { chooseVisitorLanguage, isVisitorLanguage, type VisitorLanguage } from '../../core/language.ts';
import { canonicalHost } from '../../core/paths.ts';
import { safeReturnPath } from '../../core/return-address.ts';
import type { CheckServices } from '../check/check-services.ts';
import { visitorAddress } from '../check/visitor-address.ts';
import { pageText, type TextKey } from '../pages/texts/page-text.ts';
import type { Session } from '../sessions/session.ts';
import { readSessionToken } from '../sessions/session-cookie.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { cookieName, readCookies } from './cookies.ts';
import { isFormSecret, newFormSecret } from './form-guard.ts';
import { macOf, sign, unsign } from './signed-value.ts';
import type { VisitorGate } from './visitor-gate.ts';

/** One request for a visitor page, read and understood. */
export interface Visit {
  readonly gate: VisitorGate;
  readonly website: PublishedWebsite;
  readonly language: VisitorLanguage;
  readonly session: Session | null;
  /** The visitor's network address; that of the last hop that is not trusted. */
  readonly address: string;
  /** The host name the visitor asked under, canonical; one of the website's. */
  readonly host: string;
  /** The browser's name for itself. */
  readonly userAgent: string;
  /** Path without query. */
  readonly path: string;
  /** Single values of the query and of the posted form. */
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  /** Where to go afterwards, safe to redirect to. */
  readonly returnPath: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** Secret behind this browser's form tokens, and whether it was made just now. */
  readonly formSecret: { readonly value: string; readonly isNew: boolean };
  /** A choice of language that this request made. */
  readonly chosenLanguage: VisitorLanguage | null;
  /** A text of the visitor pages in the visitor's language, with site and company filled in. */
  say(key: TextKey, params?: Readonly<Record<string, string | number>>): string;
}

/** Reads a request for a page of a website. */
export async function openVisit(
  gate: VisitorGate,
  services: CheckServices,
  website: PublishedWebsite,
  request: FastifyRequest,
): Promise<Visit> {
  const { headers } = request;
  const cookies = readCookies(headers.cookie);
  const token = readSessionToken(website, headers.cookie);
  const session = token === null ? null : await services.sessions.resolveNow(token, website.id);
  const query = singles(request.query);
  const form = singles(request.body);
  const chosenLanguage = isVisitorLanguage(query.lang) ? query.lang : null;
  const language = languageFor(
    website,
    session,
    [chosenLanguage, cookies.get(cookieName(website, 'language'))],
    headers['accept-language'],
  );
  const secret = cookies.get(cookieName(website, 'form'));
  const known = { site: website.settings.name, company: website.settings.companyName };
  return {
    gate,
    website,
    language,
    session,
    address: visitorAddress(services.trusted, request.raw),
    host: canonicalHost(headers.host ?? '') ?? '',
    userAgent: headers['user-agent'] ?? '',
    path: request.url.split('?')[0] ?? '/',
    query,
    form,
    returnPath: safeReturnPath(form.return ?? query.return, headers.host ?? ''),
    cookies,
    formSecret: isFormSecret(secret)
      ? { value: secret, isNew: false }
      : { value: newFormSecret(), isNew: true },
    chosenLanguage,
    say: (key, params = {}) => pageText(language, key, { ...known, ...params }),
  };
}

/** The person's language, then what this browser chose, then what it asks for, then the website's. */
export function languageFor(
  website: PublishedWebsite,
  session: Session | null,
  chosen: readonly (string | null | undefined)[],
  acceptLanguage: string | undefined,
): VisitorLanguage {
  const own = website.settings.language;
  const fallback = isVisitorLanguage(own) ? own : 'nl';
  return chooseVisitorLanguage([session?.language, ...chosen], acceptLanguage, fallback);
}

/** Single text values; what was given twice or is no text counts as not given. */
function singles(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'));
}

/**
 * The canonical address of what was typed; of what is none, the text itself, so that it is counted alike. Without control
 * characters: PostgreSQL takes no NUL.
 */
export function canonicalOrTyped(typed: string): string {
  const text = typed
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 254);
  return parseEmailAddress(typed)?.canonical ?? text;
}

/** The value of the cookie that says that this browser signed in to an address before. */
export function deviceValue(visit: Visit, emailCanonical: string): string {
  const { gate, website } = visit;
  const key = gate.installation.formKey;
  return sign(key, 'device', macOf(key, `device ${website.companyId}`, emailCanonical));
}

/** Whether this browser signed in to an address before. */
export function isKnownDevice(visit: Visit, emailCanonical: string): boolean {
  const value = visit.cookies.get(cookieName(visit.website, 'device'));
  const key = visit.gate.installation.formKey;
  const known = unsign(key, 'device', value);
  return known !== null && known === macOf(key, `device ${visit.website.companyId}`, emailCanonical);
}
