import { parseEmailAddress } from '../core/email-address.ts';
import { isLanguage } from '../core/language.ts';
import { newId } from '../core/uuid.ts';
import { withTransaction } from '../database/transaction.ts';
import type { Gate } from '../gate/context.ts';
import { findLogin } from '../gate/logins/find-login.ts';
import { completeRegistration } from '../gate/visitor/complete-registration.ts';
import { readPublishedWebsite } from '../gate/websites/published-website.ts';
import type { SampleVisitor } from '../office/context.ts';
import { hashPassword } from '../passwords/password-hash.ts';

/**
 * Lets the sample company's visitors sign up: the registration that the sign-up page makes, completed by the very
 * function that the verified link calls. Only the mail with the link is left out, as nobody would read it. One who
 * signed up in an earlier start that was cut off gets the new password.
 */
export async function registerSampleVisitors(gate: Gate, visitors: readonly SampleVisitor[]): Promise<void> {
  for (const visitor of visitors) {
    const row = await gate.db
      .selectFrom('website')
      .select(['id', 'company_id', 'settings'])
      .where('id', '=', visitor.websiteId)
      .executeTakeFirst();
    const website = row === undefined ? null : readPublishedWebsite(row);
    const address = parseEmailAddress(visitor.data.email);
    if (website === null || address === null) continue;
    const passwordHash = await hashPassword(visitor.password);
    const known = await findLogin(gate.db, website.companyId, { emailCanonical: address.canonical });
    if (known !== null && known.passwordHash !== null) {
      await gate.db
        .updateTable('login')
        .set({ password_hash: passwordHash })
        .where('company_id', '=', website.companyId)
        .where('id', '=', known.id)
        .execute();
      continue;
    }
    const now = gate.clock.now();
    const registration = {
      id: newId(),
      email: address.typed,
      emailCanonical: address.canonical,
      passwordHash,
      data: visitor.data,
      language: isLanguage(visitor.data.language) ? visitor.data.language : 'nl',
      returnPath: '/',
    } as const;
    await withTransaction({ kysely: gate.db }, async (trx) => {
      await trx
        .insertInto('registration')
        .values({
          id: registration.id,
          company_id: website.companyId,
          website_id: website.id,
          email: registration.email,
          email_canonical: registration.emailCanonical,
          password_hash: passwordHash,
          data: JSON.stringify(visitor.data),
          language: registration.language,
          created_at: now,
          expires_at: new Date(now.getTime() + 86_400_000),
          verified_at: null,
        })
        .execute();
      await completeRegistration(trx, gate.clock, website, registration, passwordHash);
    });
  }
}
