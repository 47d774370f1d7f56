import { tellSecurity } from '../../events/security-event.ts';
import type { NewSession } from '../../sessions/create-session.ts';
import { renewSession } from '../../sessions/renew-session.ts';
import { sign, unsign } from '../signed-value.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { type Changing, changeWays, endOtherSessions, type NotNow } from './change-ways.ts';
import { mailSignInChanged } from './mail-changes.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { isTotpSecret, stepOfCode } from './totp.ts';

export type SetUpResult =
  | NotNow
  /** Not the code that the app would show. */
  | { readonly kind: 'wrong' }
  | {
      readonly kind: 'done';
      readonly session: NewSession;
      /** New recovery codes, where there were none left. */
      readonly codes: readonly string[] | null;
    };

/**
 * The secret of an app that is being set up, for the form that it travels in: looking at the page changes nothing, and
 * nobody can have a secret of their own put in.
 */
export function carriedSecret(gate: VisitorGate, loginId: string, secret: Buffer): string {
  return sign(gate.installation.formKey, `totp ${loginId}`, secret.toString('base64url'));
}

/** The secret that such a form brought back, or null where it is none of ours for this person. */
export function readCarriedSecret(
  gate: VisitorGate,
  loginId: string,
  value: string | undefined,
): Buffer | null {
  const text = unsign(gate.installation.formKey, `totp ${loginId}`, value);
  if (text === null) return null;
  const secret = Buffer.from(text, 'base64url');
  return isTotpSecret(secret) ? secret : null;
}

/**
 * Sets an authenticator app up once a first code proved that it has the secret, in the place of one that was there. From
 * now on a second step is asked at every sign-in; all other sessions end; the owner of the address is told.
 */
export async function setUpApp(
  gate: VisitorGate,
  changing: Changing,
  secret: Buffer,
  code: string,
): Promise<SetUpResult> {
  const { clock } = gate;
  const { website, address } = changing;
  const step = stepOfCode(secret, code, clock.now());
  if (step === null) return { kind: 'wrong' };
  return changeWays(gate, changing, async (ways): Promise<SetUpResult> => {
    const { trx, holder, factors } = ways;
    await trx
      .updateTable('login')
      .set({
        second_factor: true,
        totp_secret: secret,
        totp_confirmed_at: clock.now(),
        totp_last_step: step,
      })
      .where('company_id', '=', holder.companyId)
      .where('id', '=', holder.loginId)
      .execute();
    const codes = factors.recoveryCodes === 0 ? await makeRecoveryCodes(trx, clock, holder) : null;
    const session = await renewSession(trx, clock, { ...changing, added: ['totp'] });
    if (session === null) throw new Error('A session vanished while it was looked at under a lock.');
    await endOtherSessions(ways, session.id);
    await mailSignInChanged(trx, clock, website, holder, 'changed_app_set_up');
    const { emailCanonical: email } = ways;
    const { loginId } = holder;
    const detail = 'app';
    await tellSecurity(trx, gate, { event: 'second_factor_on', website, email, loginId, address, detail });
    return { kind: 'done', session, codes };
  });
}
