import { tellSecurity } from '../../events/security-event.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { type Changing, changeWays, endOtherSessions, type NotNow, type Ways } from './change-ways.ts';
import { findDemand } from './find-demand.ts';
import { mailSignInChanged } from './mail-changes.ts';
import { makeRecoveryCodes, removeRecoveryCodes } from './recovery-codes.ts';

export type SwitchOnResult =
  | NotNow
  /** There is no passkey on this website to ask for. */
  | { readonly kind: 'no_passkey' }
  | { readonly kind: 'on'; readonly codes: readonly string[] | null };

/**
 * Has the person's passkey asked for after the password at every sign-in. For other websites of the company, where that
 * passkey does not work, there are recovery codes, or an app that is set up later.
 */
export async function switchOnByPasskey(gate: VisitorGate, changing: Changing): Promise<SwitchOnResult> {
  const { clock } = gate;
  const { website, address, session } = changing;
  return changeWays(gate, changing, async (ways): Promise<SwitchOnResult> => {
    const { trx, holder, factors, emailCanonical: email } = ways;
    if (factors.passkeysHere === 0) return { kind: 'no_passkey' };
    if (factors.secondFactor) return { kind: 'on', codes: null };
    await setSecondFactor(ways, true);
    const codes = factors.recoveryCodes === 0 ? await makeRecoveryCodes(trx, clock, holder) : null;
    await endOtherSessions(ways, session.id);
    await mailSignInChanged(trx, clock, website, holder, 'changed_second_step_on');
    const { loginId } = holder;
    const detail = 'passkey';
    await tellSecurity(trx, gate, { event: 'second_factor_on', website, email, loginId, address, detail });
    return { kind: 'on', codes };
  });
}

export type SwitchOffResult =
  | NotNow
  /** This website demands it. */
  | { readonly kind: 'demanded'; readonly site: string }
  | { readonly kind: 'off' };

/**
 * Switches the second step off: the app and the recovery codes go, passkeys stay as a way to sign in. Not while a website
 * of the person's demands it. All other sessions end; the owner of the address is told.
 */
export async function switchOff(gate: VisitorGate, changing: Changing): Promise<SwitchOffResult> {
  const { clock } = gate;
  const { website, address, session } = changing;
  return changeWays(gate, changing, async (ways): Promise<SwitchOffResult> => {
    const { trx, holder, emailCanonical: email } = ways;
    const site = await findDemand(trx, website, email);
    if (site !== null) return { kind: 'demanded', site };
    await clearSecondStep(ways);
    await endOtherSessions(ways, session.id);
    await mailSignInChanged(trx, clock, website, holder, 'changed_second_step_off');
    const { loginId } = holder;
    await tellSecurity(trx, gate, { event: 'second_factor_off', website, email, loginId, address });
    return { kind: 'off' };
  });
}

/** No second step any more: without app and recovery codes. */
export async function clearSecondStep(ways: Pick<Ways, 'trx' | 'holder'>): Promise<void> {
  await setSecondFactor(ways, false);
  await removeRecoveryCodes(ways.trx, ways.holder);
}

async function setSecondFactor({ trx, holder }: Pick<Ways, 'trx' | 'holder'>, isOn: boolean): Promise<void> {
  const withoutApp = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null };
  await trx
    .updateTable('login')
    .set({ second_factor: isOn, ...(isOn ? {} : withoutApp) })
    .where('company_id', '=', holder.companyId)
    .where('id', '=', holder.loginId)
    .execute();
}
