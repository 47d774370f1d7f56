import { tellSecurity } from '../../events/security-event.ts';
import type { Session } from '../../sessions/session.ts';
import { type Changing, changeWays, endOtherSessions, type NotNow } from '../second-factor/change-ways.ts';
import { findDemand } from '../second-factor/find-demand.ts';
import { mailSignInChanged } from '../second-factor/mail-changes.ts';
import { clearSecondStep } from '../second-factor/switch-second-step.ts';
import type { VisitorGate } from '../visitor-gate.ts';

/** Gives a passkey another name; false where it is none of this person's. */
export async function renamePasskey(
  gate: VisitorGate,
  { companyId, loginId }: Session,
  id: string,
  name: string,
): Promise<boolean> {
  const { numUpdatedRows } = await gate.db
    .updateTable('passkey')
    .set({ name })
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type RemovePasskeyResult =
  | NotNow
  /** It is none of this person's, or was removed already. */
  | { readonly kind: 'gone' }
  /** It is the last way to prove more than a password, which this website demands. */
  | { readonly kind: 'demanded'; readonly site: string }
  | { readonly kind: 'removed' };

/**
 * Removes a passkey, as when the device is lost: all other sessions end and the owner of the address is told. With the
 * last way to prove more than a password the second step is off too; not while a website demands it.
 */
export async function removePasskey(
  gate: VisitorGate,
  changing: Changing,
  id: string,
): Promise<RemovePasskeyResult> {
  const { clock } = gate;
  const { website, address, session } = changing;
  return changeWays(gate, changing, async (ways): Promise<RemovePasskeyResult> => {
    const { trx, holder, factors, emailCanonical: email } = ways;
    const { companyId, loginId } = holder;
    const passkey = await trx
      .selectFrom('passkey')
      .select('name')
      .where('company_id', '=', companyId)
      .where('login_id', '=', loginId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (passkey === undefined) return { kind: 'gone' };
    const isLast = !factors.app && factors.passkeysHere + factors.passkeysElsewhere === 1;
    const site = isLast ? await findDemand(trx, website, email) : null;
    if (site !== null) return { kind: 'demanded', site };
    await trx
      .deleteFrom('passkey')
      .where('company_id', '=', companyId)
      .where('login_id', '=', loginId)
      .where('id', '=', id)
      .execute();
    if (isLast) await clearSecondStep(ways);
    await endOtherSessions(ways, session.id);
    const { name } = passkey;
    await mailSignInChanged(trx, clock, website, holder, 'changed_passkey_removed', { name });
    await tellSecurity(trx, gate, {
      event: 'passkey_removed',
      website,
      email,
      loginId,
      address,
      detail: name,
    });
    return { kind: 'removed' };
  });
}
