import { canonicalEmail } from '../../core/email-address.ts';
import { AppError } from '../../core/errors.ts';
import { explainVisit, type VisitExplanation } from '../../core/visit/explain-visit.ts';
import { parsePageAddress } from '../../core/visit/page-address.ts';
import type { Gate, GateDatabase } from '../context.ts';
import { findAccount, type VisitorAccount } from '../logins/find-account.ts';
import { type PublishedWebsite, readPublishedWebsite } from '../websites/published-website.ts';
import { readSignInFacts } from './read-sign-in-facts.ts';

/** Who asks for which page. */
export interface VisitToExplain {
  /** Canonical. */
  readonly email: string;
  readonly host: string;
  /** Raw request target. */
  readonly target: string;
  /** At which time; null: now. What the gate knows is what it knows now. */
  readonly at: Date | null;
}

export interface ExplainedVisit extends VisitExplanation, VisitToExplain {
  readonly website: PublishedWebsite;
  readonly account: VisitorAccount | null;
  readonly at: Date;
}

const mostHostsNamed = 10;

/**
 * Understands what somebody typed.
 * @throws AppError `email_unusable`, `page_address_unusable`
 */
export function readVisitToExplain(typed: { email: string; url: string; at: Date | null }): VisitToExplain {
  const email = canonicalEmail(typed.email);
  if (email === null) throw new AppError('email_unusable', { email: typed.email }, { field: 'email' });
  const page = parsePageAddress(typed.url);
  if (page === null || page.host === null) {
    throw new AppError('page_address_unusable', { url: typed.url }, { field: 'url' });
  }
  return { email, host: page.host, target: page.target, at: typed.at };
}

/**
 * Whether and why somebody gets a page, by what this gate has: what was published to it, and the sign-ins.
 * Changes nothing.
 * @throws AppError `page_of_no_website`
 */
export async function explainVisitAtGate(
  gate: Pick<Gate, 'db' | 'clock'>,
  asked: VisitToExplain,
): Promise<ExplainedVisit> {
  const { email, host, target } = asked;
  const website = await findWebsite(gate.db, host);
  if (website === null) {
    const known = await nameHosts(gate.db);
    throw new AppError('page_of_no_website', { host, known: known === '' ? '–' : known }, { field: 'url' });
  }
  const account = await findAccount(gate.db, website.id, email);
  const now = gate.clock.now();
  const signIn = await readSignInFacts(gate.db, website, host, email, now);
  const at = asked.at ?? now;
  const explanation = explainVisit({ website, hostKnown: true, target, account, signIn, now: at });
  return { ...explanation, email, host, target, website, account, at };
}

/** The website of a canonical host name; null too where its settings can't be read, as it is then not served. */
async function findWebsite(db: GateDatabase, host: string): Promise<PublishedWebsite | null> {
  const row = await db
    .selectFrom('website_host')
    .innerJoin('website', 'website.id', 'website_host.website_id')
    .select(['website.id', 'website.company_id', 'website.settings'])
    .where('website_host.host', '=', host)
    .executeTakeFirst();
  const website = row === undefined ? null : readPublishedWebsite(row);
  return website?.hosts.includes(host) === true ? website : null;
}

async function nameHosts(db: GateDatabase): Promise<string> {
  const rows = await db
    .selectFrom('website_host')
    .select('host')
    .orderBy('host')
    .limit(mostHostsNamed + 1)
    .execute();
  const names = rows.slice(0, mostHostsNamed).map(({ host }) => host);
  return [...names, ...(rows.length > mostHostsNamed ? ['…'] : [])].join(', ');
}
