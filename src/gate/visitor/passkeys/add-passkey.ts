import { tellSecurity } from '../../events/security-event.ts';
import type { NewSession } from '../../sessions/create-session.ts';
import { renewSession } from '../../sessions/renew-session.ts';
import { originFor } from '../../websites/published-website.ts';
import { type Changing, changeWays, type NotNow } from '../second-factor/change-ways.ts';
import { mailSignInChanged } from '../second-factor/mail-changes.ts';
import { makeRecoveryCodes } from '../second-factor/recovery-codes.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { type ChallengeScope, type LiveChallenge, readChallenge, spendChallenge } from './challenge.ts';
import { readRegistration } from './credential-json.ts';
import { algorithms } from './passkey-options.ts';

/** Passkeys that one sign-in may have; far more than anybody has devices. */
const mostPasskeys = 30;

export type AddPasskeyResult =
  | NotNow
  /** The answer is not that of a new passkey for this person on this website, or came too late. */
  | { readonly kind: 'wrong' }
  /** This very passkey is there already, or there are too many. */
  | { readonly kind: 'known' | 'too_many' }
  | {
      readonly kind: 'added';
      readonly session: NewSession;
      /** Recovery codes, where the website demands a second factor and there were none left. */
      readonly codes: readonly string[] | null;
    };

/** The scope of the challenge with which somebody adds a passkey. */
export function scopeToAdd(
  changing: Changing,
  browser: string,
): ChallengeScope & { readonly loginId: string } {
  const { website, host, session } = changing;
  return { purpose: 'register', website, host, browser, loginId: session.loginId };
}

/**
 * Adds a passkey (WebAuthn §7.1) to whoever is signed in and was proven a short time ago. It works on this host only
 * (case 2). The session counts as proven by it from now on; the owner of the address is told.
 */
export async function addPasskey(
  gate: VisitorGate,
  changing: Changing,
  scope: ChallengeScope & { readonly loginId: string },
  input: { readonly credential: string; readonly name: string },
): Promise<AddPasskeyResult> {
  const { clock } = gate;
  const { website, host, address } = changing;
  const made = await verifyNew(gate, scope, input.credential);
  if (made === null) return { kind: 'wrong' };
  return changeWays(gate, changing, async (ways): Promise<AddPasskeyResult> => {
    const { trx, holder, factors, emailCanonical: email } = ways;
    if (!(await spendChallenge(trx, scope, made.challenge))) return { kind: 'wrong' };
    if (factors.passkeysHere + factors.passkeysElsewhere >= mostPasskeys) return { kind: 'too_many' };
    const inserted = await trx
      .insertInto('passkey')
      .values({
        company_id: holder.companyId,
        login_id: holder.loginId,
        id: made.id,
        rp_id: host,
        public_key: made.publicKey,
        counter: made.counter,
        transports: [...made.transports],
        aaguid: made.aaguid,
        backed_up: made.backedUp,
        name: input.name,
        created_at: clock.now(),
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.columns(['company_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) return { kind: 'known' };
    const isDemanded = website.settings.signIn.secondFactor === 'required';
    const needsCodes = isDemanded && factors.recoveryCodes === 0;
    const codes = needsCodes ? await makeRecoveryCodes(trx, clock, holder) : null;
    const fresh = await renewSession(trx, clock, { ...changing, added: ['passkey'] });
    if (fresh === null) throw new Error('A session vanished while it was looked at under a lock.');
    await mailSignInChanged(trx, clock, website, holder, 'changed_passkey_added', { name: input.name });
    const { loginId } = holder;
    const detail = input.name;
    await tellSecurity(trx, gate, { event: 'passkey_added', website, email, loginId, address, detail });
    return { kind: 'added', session: fresh, codes };
  });
}

interface NewPasskey {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly aaguid: string;
  readonly backedUp: boolean;
  readonly challenge: LiveChallenge;
}

async function verifyNew(
  gate: VisitorGate,
  scope: ChallengeScope,
  credential: string,
): Promise<NewPasskey | null> {
  const response = readRegistration(credential);
  if (response === null) return null;
  let challenge: LiveChallenge | null = null;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server'); // large; see verify-passkey.ts
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (value) => {
        challenge = readChallenge(gate.installation.formKey, scope, value, gate.clock.now());
        return challenge !== null;
      },
      expectedOrigin: originFor(scope.website, scope.host),
      expectedRPID: scope.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...algorithms],
    });
    if (!verified || challenge === null) return null;
    const { credential: made, aaguid, credentialBackedUp: backedUp } = registrationInfo;
    return {
      id: made.id,
      publicKey: Buffer.from(made.publicKey),
      counter: made.counter,
      transports: response.response.transports ?? [],
      aaguid,
      backedUp,
      challenge,
    };
  } catch (error) {
    // The library throws for each thing that is wrong; which one is for the log only.
    gate.log.info(
      { event: 'passkey_refused', websiteId: scope.website.id, err: error },
      'new passkey refused',
    );
    return null;
  }
}
