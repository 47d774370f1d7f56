import type { ApplicationData } from '../../contract/applications.ts';
import { isVisitorLanguage } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import { findLogin } from '../logins/find-login.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { nameOf } from './handle-request.ts';
import { type OpenedApplication, openApplication } from './open-application.ts';
import type { VisitorGate } from './visitor-gate.ts';

/**
 * Somebody with a sign-in of this company asks for access to this website too (case 3: only by asking). The
 * address is proven, so the application goes in at once. Asking twice is one application (case 16).
 * It is not opened where only the owner makes accounts (case 4), or where there is one already.
 */
export async function requestAccess(
  gate: VisitorGate,
  website: PublishedWebsite,
  session: Session,
  data: ApplicationData,
): Promise<OpenedApplication> {
  const notOpened = { opened: false, progress: null };
  if (website.settings.policy === 'owner_only') return notOpened;
  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
    const login = await findLogin(trx, session.companyId, { loginId: session.loginId });
    if (login === null || login.emailVerifiedAt === null) return notOpened;
    const { email, emailCanonical } = login;
    const language = isVisitorLanguage(data.language) ? data.language : 'nl';
    const applicant = { email, emailCanonical, name: nameOf(data), language, data: { ...data, email } };
    return openApplication(trx, gate.clock, website, applicant);
  });
  gate.log.info(
    { event: 'access_requested', websiteId: website.id, loginId: session.loginId, opened: result.opened },
    'access requested',
  );
  return result;
}
