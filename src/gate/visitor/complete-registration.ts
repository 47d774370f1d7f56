import type { ApplicationData } from '../../contract/applications.ts';
import type { Clock } from '../../core/clock.ts';
import { chooseVisitorLanguage, isVisitorLanguage, type VisitorLanguage } from '../../core/language.ts';
import { newId } from '../../core/uuid.ts';
import type { GateDatabase, GateTransaction } from '../context.ts';
import { readDetails } from '../logins/find-account.ts';
import { findLogin } from '../logins/find-login.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { nameOf } from './handle-request.ts';
import { openApplication } from './open-application.ts';

/** A sign-up as it was kept. */
export interface Registration {
  readonly id: string;
  readonly email: string;
  readonly emailCanonical: string;
  readonly passwordHash: string;
  readonly data: ApplicationData;
  readonly language: VisitorLanguage;
  readonly returnPath: string;
}

/** The registration of a token, or null where it is gone. */
export async function findRegistration(
  db: GateDatabase,
  website: PublishedWebsite,
  registrationId: string,
): Promise<Registration | null> {
  const row = await db
    .selectFrom('registration')
    .selectAll()
    .where('id', '=', registrationId)
    .where('website_id', '=', website.id)
    .executeTakeFirst();
  const data = readDetails(row?.data);
  if (row === undefined || data === null) return null;
  const siteLanguage = isVisitorLanguage(website.settings.language) ? website.settings.language : 'nl';
  return {
    id: row.id,
    email: row.email,
    emailCanonical: row.email_canonical,
    passwordHash: row.password_hash,
    data,
    language: chooseVisitorLanguage([row.language], undefined, siteLanguage),
    returnPath: row.return_path,
  };
}

/**
 * Turns a sign-up whose address is now proven into a sign-in and an application (R4, R14). Where the address got a
 * sign-in in the meantime that one keeps its password. Call it last in the transaction.
 * @param passwordHash what to sign in with: that of the registration, or one just chosen.
 * @returns the sign-in, whether it was made now, and the secret of the link to the application's progress, if any.
 */
export async function completeRegistration(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  registration: Registration,
  passwordHash: string,
): Promise<{ loginId: string; isNew: boolean; progress: string | null }> {
  const { email, emailCanonical, data, language } = registration;
  const now = clock.now();
  await trx.updateTable('registration').set({ verified_at: now }).where('id', '=', registration.id).execute();
  const made = await trx
    .insertInto('login')
    .values({
      company_id: website.companyId,
      id: newId(),
      email,
      email_canonical: emailCanonical,
      email_verified_at: now,
      password_hash: passwordHash,
      password_changed_at: now,
      name: nameOf(data),
      language,
      created_at: now,
    })
    .onConflict((conflict) =>
      // An account that staff made has a sign-in without a password already; one with a password stays as it is.
      conflict
        .columns(['company_id', 'email_canonical'])
        .doUpdateSet({
          password_hash: passwordHash,
          password_changed_at: now,
          email_verified_at: now,
          language,
        })
        .where('login.password_hash', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  const login = made ?? (await findLogin(trx, website.companyId, { emailCanonical }));
  if (login === null) throw new Error('The sign-in vanished while a registration was completed.');
  const who = { loginId: login.id, isNew: made !== undefined };
  if (website.settings.policy === 'owner_only') return { ...who, progress: null };
  const applicant = { email, emailCanonical, name: nameOf(data), language, data };
  const { progress } = await openApplication(trx, clock, website, applicant);
  return { ...who, progress };
}
