import type { GateTransaction } from '../../context.ts';
import { originFor } from '../../websites/published-website.ts';
import type { VisitorGate } from '../visitor-gate.ts';
import { type ChallengeScope, type LiveChallenge, readChallenge, spendChallenge } from './challenge.ts';
import { readAuthentication } from './credential-json.ts';
import { userHandleOf } from './passkey-options.ts';

/** A passkey whose signature is right; it counts when `takePasskey` took it. */
export interface VerifiedPasskey {
  readonly id: string;
  readonly loginId: string;
  readonly counter: number;
  readonly backedUp: boolean;
  readonly challenge: LiveChallenge;
  readonly scope: ChallengeScope;
}

/** A passkey as it is kept, to look at before its signature is verified. */
export interface KnownPasskey {
  readonly id: string;
  readonly loginId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** The passkey that a browser's answer names, if it is one of this company's that works on this host (case 2). */
export async function findAnsweringPasskey(
  gate: VisitorGate,
  { website, host }: ChallengeScope,
  credential: string,
): Promise<KnownPasskey | null> {
  const answer = readAuthentication(credential);
  if (answer === null) return null;
  const row = await gate.db
    .selectFrom('passkey')
    .select(['id', 'login_id', 'public_key', 'counter'])
    .where('company_id', '=', website.companyId)
    .where('id', '=', answer.id)
    .where('rp_id', '=', host)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { id: row.id, loginId: row.login_id, publicKey: row.public_key, counter: row.counter };
}

/**
 * Verifies a browser's answer (WebAuthn §7.2): challenge of this scope, origin and host of this website, the holder
 * verified by finger, face or code, signature, and a counter that rose. Null where anything is wrong.
 */
export async function verifyPasskey(
  gate: VisitorGate,
  scope: ChallengeScope,
  known: KnownPasskey | null,
  credential: string,
): Promise<VerifiedPasskey | null> {
  const response = readAuthentication(credential);
  if (response === null || known === null || response.id !== known.id) return null;
  if (scope.loginId !== null && scope.loginId !== known.loginId) return null;
  const handle = response.response.userHandle;
  if (handle !== undefined && handle !== userHandleOf(known.loginId)) return null;
  let challenge: LiveChallenge | null = null;
  // Loaded when it is first needed: it takes 25 MB and a part of a second, which not every gate has to spend.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (value) => {
        challenge = readChallenge(gate.installation.formKey, scope, value, gate.clock.now());
        return challenge !== null;
      },
      expectedOrigin: originFor(scope.website, scope.host),
      expectedRPID: scope.host,
      credential: { id: known.id, publicKey: new Uint8Array(known.publicKey), counter: known.counter },
      requireUserVerification: true,
    });
    if (!verified || challenge === null) return null;
    const { newCounter: counter, credentialBackedUp: backedUp } = authenticationInfo;
    return { id: known.id, loginId: known.loginId, counter, backedUp, challenge, scope };
  } catch (error) {
    // The library throws for each thing that is wrong; which one is for the log only.
    gate.log.info({ event: 'passkey_refused', websiteId: scope.website.id, err: error }, 'passkey refused');
    return null;
  }
}

/**
 * Takes a verified passkey as used, in the transaction that lets its holder in: false where the challenge was answered
 * before, the passkey is gone, or its counter did not rise since, as with a copied one (WebAuthn §6.1.1).
 */
export async function takePasskey(
  trx: GateTransaction,
  now: Date,
  passkey: VerifiedPasskey,
): Promise<boolean> {
  const { scope, counter } = passkey;
  if (!(await spendChallenge(trx, scope, passkey.challenge))) return false;
  const { numUpdatedRows } = await trx
    .updateTable('passkey')
    .set({ counter, backed_up: passkey.backedUp, last_used_at: now })
    .where('company_id', '=', scope.website.companyId)
    .where('login_id', '=', passkey.loginId)
    .where('id', '=', passkey.id)
    .where('rp_id', '=', scope.host)
    .where((where) => (counter === 0 ? where('counter', '=', 0) : where('counter', '<', counter)))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
