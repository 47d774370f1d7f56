import { tellSecurity } from '../../events/security-event.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { type Changing, changeWays, type NotNow } from './change-ways.ts';
import { mailSignInChanged } from './mail-changes.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

export type RenewCodesResult =
  | NotNow
  /** Without app and passkey there is nothing that they could stand in for. */
  | { readonly kind: 'not_needed' }
  | { readonly kind: 'made'; readonly codes: readonly string[] };

/** Makes new recovery codes; those that were there count no longer. The owner of the address is told. */
export async function renewCodes(gate: VisitorGate, changing: Changing): Promise<RenewCodesResult> {
  const { clock } = gate;
  const { website, address } = changing;
  return changeWays(gate, changing, async ({ trx, holder, emailCanonical: email, factors }) => {
    const { loginId } = holder;
    const { app, passkeysHere, passkeysElsewhere } = factors;
    if (!app && passkeysHere + passkeysElsewhere === 0) return { kind: 'not_needed' } as const;
    const codes = await makeRecoveryCodes(trx, clock, holder);
    await mailSignInChanged(trx, clock, website, holder, 'changed_recovery_codes');
    await tellSecurity(trx, gate, { event: 'recovery_codes_made', website, email, loginId, address });
    return { kind: 'made', codes } as const;
  });
}
