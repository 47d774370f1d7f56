import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import type { GateTransaction } from '../../context.ts';

export const codesAtOnce = 10;
/** With so few left the holder is warned. */
export const fewCodes = 3;

/** Without letters that are taken for figures or for each other (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeBytes = 10;

interface Holder {
  readonly companyId: string;
  readonly loginId: string;
}

/**
 * Makes new recovery codes in the place of all that were there, and returns them for the only time: 80 bit each, of which
 * the SHA-256 is kept (enough for a random secret, OWASP ASVS 6.5.2).
 */
export async function makeRecoveryCodes(
  trx: GateTransaction,
  clock: Clock,
  { companyId, loginId }: Holder,
): Promise<string[]> {
  await removeRecoveryCodes(trx, { companyId, loginId });
  const codes = Array.from({ length: codesAtOnce }, newCode);
  const created_at = clock.now();
  await trx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        company_id: companyId,
        login_id: loginId,
        code_hash: hashOf(code),
        created_at,
        used_at: null,
      })),
    )
    .execute();
  return codes;
}

/** Spends a code; false where it is none that is left. Of two who use one at once, one has it. */
export async function spendRecoveryCode(
  trx: GateTransaction,
  clock: Clock,
  { companyId, loginId }: Holder,
  typed: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_code')
    .set({ used_at: clock.now() })
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .where('code_hash', '=', hashOf(typed))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes all, used or not. */
export async function removeRecoveryCodes(
  trx: GateTransaction,
  { companyId, loginId }: Holder,
): Promise<void> {
  await trx
    .deleteFrom('recovery_code')
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .execute();
}

/** `k7m2-9xqd-…`: sixteen characters in groups of four. */
function newCode(): string {
  let bits = BigInt(`0x${randomBytes(codeBytes).toString('hex')}`);
  let code = '';
  for (let index = 0; index < (codeBytes * 8) / 5; index += 1) {
    code = (alphabet[Number(bits & 31n)] ?? '') + code;
    bits >>= 5n;
  }
  return (code.match(/.{4}/g) ?? []).join('-');
}

/** What is kept of a code, however it was typed: capitals, spaces, and the letters that look like figures. */
function hashOf(typed: string): Buffer {
  const code = typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  return createHash('sha256').update(code).digest();
}
