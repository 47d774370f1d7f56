import { isDeepStrictEqual } from 'node:util';
import type { ApplicationData } from '../../contract/applications.ts';
import { withTransaction } from '../../database/transaction.ts';
import { appendEvent } from '../events/append-event.ts';
import { findAccount, readDetails, type VisitorAccount } from '../logins/find-account.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { nameOf } from './handle-request.ts';
import type { VisitorGate } from './visitor-gate.ts';

/**
 * Keeps what a visitor changed on My page and tells the office (R9: "change to a previous registration"). The
 * address stays what it is; only staff correct it. Saving without a change tells nobody.
 * @returns whether anything changed.
 */
export async function changeDetails(
  gate: VisitorGate,
  website: PublishedWebsite,
  session: Session,
  data: ApplicationData,
): Promise<boolean> {
  const { companyId, loginId } = session;
  return withTransaction({ kysely: gate.db }, async (trx) => {
    await trx
      .updateTable('login')
      .set({ name: nameOf(data), language: data.language })
      .where('company_id', '=', companyId)
      .where('id', '=', loginId)
      .execute();
    const account = await trx
      .selectFrom('account')
      .select(['id', 'email', 'details'])
      .where('website_id', '=', website.id)
      .where('email_canonical', '=', session.emailCanonical)
      .where('status', '<>', 'ended')
      .forUpdate()
      .executeTakeFirst();
    if (account === undefined) return true;
    const kept = { ...data, email: account.email };
    if (isSame(readDetails(account.details), kept)) return false;
    await trx
      .updateTable('account')
      .set({ details: JSON.stringify(kept) })
      .where('website_id', '=', website.id)
      .where('id', '=', account.id)
      .execute();
    await appendEvent(trx, gate.clock, {
      type: 'detailsChangedV1',
      companyId,
      websiteId: website.id,
      data: { accountId: account.id, email: account.email, data: kept },
    });
    return true;
  });
}

/** Keeps the language that a signed-in visitor chose. */
export async function changeLanguage(gate: VisitorGate, session: Session, language: string): Promise<void> {
  await gate.db
    .updateTable('login')
    .set({ language })
    .where('company_id', '=', session.companyId)
    .where('id', '=', session.loginId)
    .execute();
}

/** The details to show: what the visitor typed before, else what is known of the account. */
export async function detailsOf(
  gate: VisitorGate,
  website: PublishedWebsite,
  session: Session,
  language: string,
): Promise<ApplicationData> {
  const account = await findAccount(gate.db, website.id, session.emailCanonical);
  const typed = account?.details == null ? await detailsElsewhere(gate, session) : null;
  // Answers belong to the questions of the website that asked them.
  if (typed !== null) return { ...typed, email: session.email, language, answers: [] };
  return detailsOfAccount(account, session, language);
}

/** What is known of a person by the account on one website: what was typed there, else what staff published. */
export function detailsOfAccount(
  account: Pick<VisitorAccount, 'details' | 'personName' | 'contactName'> | null,
  session: Pick<Session, 'email' | 'name'>,
  language: string,
): ApplicationData {
  const { email } = session;
  if (account?.details != null) return { ...account.details, email, language };
  const [firstName = '', ...rest] = (account?.personName || session.name).split(/\s+/);
  return {
    companyName: account?.contactName ?? '',
    firstName,
    lastName: rest.join(' '),
    email,
    phone: '',
    street: '',
    postcode: '',
    town: '',
    country: '',
    registrationNo: '',
    vatNo: '',
    language,
    answers: [],
  };
}

/** What the same sign-in typed on another website of the company, so that nobody types it twice. */
async function detailsElsewhere(gate: VisitorGate, session: Session): Promise<ApplicationData | null> {
  const row = await gate.db
    .selectFrom('account')
    .select('details')
    .where('company_id', '=', session.companyId)
    .where('email_canonical', '=', session.emailCanonical)
    .where('details', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return readDetails(row?.details);
}

function isSame(one: ApplicationData | null, other: ApplicationData): boolean {
  return isDeepStrictEqual(one, other);
}
