import type { Clock } from '../../../core/clock.ts';
import type { SignInMethod } from '../../../core/security-events.ts';
import type { GateTransaction } from '../../context.ts';
import { takePasskey, type VerifiedPasskey } from '../passkeys/verify-passkey.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';

/** What somebody shows as a second factor. */
export type SecondProof =
  /** Six digits of an authenticator app. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }
  /** A passkey that was verified for this sign-in, or null where that failed. */
  | { readonly kind: 'passkey'; readonly passkey: VerifiedPasskey | null };

/**
 * Takes a proof as used, in the transaction that locked the sign-in's row: no code, passkey answer or recovery code
 * counts twice, also for two who show it at once (RFC 6238 §5.2). Null where it proves nothing.
 */
export async function takeProof(
  trx: GateTransaction,
  clock: Clock,
  login: { readonly companyId: string; readonly loginId: string },
  proof: SecondProof,
): Promise<SignInMethod | null> {
  switch (proof.kind) {
    case 'code':
      return (await takeCode(trx, clock, login, proof.code)) ? 'totp' : null;
    case 'recovery':
      return (await spendRecoveryCode(trx, clock, login, proof.code)) ? 'recovery_code' : null;
    case 'passkey':
      if (proof.passkey === null || proof.passkey.loginId !== login.loginId) return null;
      return (await takePasskey(trx, clock.now(), proof.passkey)) ? 'passkey' : null;
  }
}

async function takeCode(
  trx: GateTransaction,
  clock: Clock,
  { companyId, loginId }: { readonly companyId: string; readonly loginId: string },
  code: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('login')
    .select(['totp_secret', 'totp_last_step'])
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (row === undefined || row.totp_secret === null) return false;
  const step = stepOfCode(row.totp_secret, code, clock.now());
  if (step === null || (row.totp_last_step !== null && step <= row.totp_last_step)) return false;
  await trx
    .updateTable('login')
    .set({ totp_last_step: step })
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .execute();
  return true;
}
