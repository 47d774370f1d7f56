import { maySignIn } from '../../../core/visitor-standing.ts';
import { withTransaction } from '../../../database/transaction.ts';
import type { GateTransaction } from '../../context.ts';
import { findAccount } from '../../logins/find-account.ts';
import { findLogin, type Login } from '../../logins/find-login.ts';
import { lockLogin } from '../../logins/lock-login.ts';
import { makeLoginOfAccount } from '../../logins/make-login.ts';
import { consumeToken, type DeadToken, type LiveToken, lockToken } from '../../tokens/claim-token.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { finishFirstStep, type SignInResult, type SigningBrowser } from '../finish-sign-in.ts';
import { tellVerified } from '../open-application.ts';
import { refused, standingOf } from '../sign-in.ts';
import type { VisitorGate } from '../visitor-gate.ts';

export const signInLinkPurposes = ['sign_in'] as const;

export type LinkResult =
  | SignInResult
  | { readonly kind: 'dead'; readonly state: DeadToken['state'] }
  /** The website does not offer sign-in links, or no longer. */
  | { readonly kind: 'not_offered' };

/**
 * Signs a visitor in by the link that was mailed, at the press of the button (case 18), on whatever device it was opened.
 * Having the link proves the address, and no more: a second step is asked as after a password, and who is declined or
 * blocked stays out (case 1). The link works once, and with it all others that were asked for (case 19).
 */
export async function signInByLink(
  gate: VisitorGate,
  website: PublishedWebsite,
  input: { readonly token: string; readonly browser: SigningBrowser },
): Promise<LinkResult> {
  if (!website.settings.signIn.magicLink) return { kind: 'not_offered' };
  const { clock } = gate;
  const { browser } = input;
  const { address } = browser;
  const wanted = { token: input.token, websiteId: website.id, purposes: signInLinkPurposes };
  const result = await withTransaction({ kysely: gate.db }, async (trx) => {
    const token = await lockToken(trx, clock, wanted);
    if (token.state !== 'live') return { kind: 'dead', state: token.state } as const;
    const login = await loginOf(trx, gate, website, token);
    if (login === null) return { kind: 'dead', state: 'expired' } as const;
    const { id: loginId, emailCanonical } = login;
    const account = await findAccount(trx, website.id, emailCanonical);
    const standing = standingOf(website, account, clock.now());
    if (!maySignIn(standing))
      return { kind: 'shut_out', standing, account, loginId, emailCanonical } as const;
    await consumeToken(trx, clock, token);
    if (login.emailVerifiedAt === null) {
      await trx
        .updateTable('login')
        .set({ email_verified_at: clock.now() })
        .where('company_id', '=', website.companyId)
        .where('id', '=', loginId)
        .execute();
      await tellVerified(trx, clock, website, emailCanonical);
    }
    const { keep, returnPath } = token;
    const methods = ['link'] as const;
    const person = { loginId, emailCanonical, account, methods, keep, returnPath, browser };
    return finishFirstStep(trx, gate, website, person, standing);
  });
  if (result.kind === 'shut_out') {
    const { emailCanonical: email, loginId, standing, account } = result;
    return refused(gate, { website, address, email, loginId }, standing, account);
  }
  return result;
}

/** The sign-in that a link is for, locked; that of somebody whose account staff made is made now. */
async function loginOf(
  trx: GateTransaction,
  gate: VisitorGate,
  website: PublishedWebsite,
  token: LiveToken,
): Promise<Login | null> {
  const { companyId } = website;
  const { emailCanonical } = token;
  await lockLogin(trx, token);
  const found = await findLogin(trx, companyId, { emailCanonical });
  // A link to a sign-in whose address was corrected since belongs to the address it had.
  if (token.loginId !== null && found?.id !== token.loginId) return null;
  return found ?? makeLoginOfAccount(trx, gate.clock, website, emailCanonical);
}
