import { sql } from 'kysely';
import type { Factors } from '../../../core/second-factor.ts';
import type { GateDatabase } from '../../context.ts';

/**
 * The ways in which a sign-in can be proven, as seen from one host (a passkey works on the host that it was made on).
 * Null where the sign-in is gone.
 */
export async function readFactors(
  db: GateDatabase,
  { companyId, loginId }: { readonly companyId: string; readonly loginId: string },
  host: string,
): Promise<Factors | null> {
  const row = await db
    .selectFrom('login')
    .select(['second_factor', 'password_hash', 'totp_confirmed_at'])
    .select((select) => [
      select
        .selectFrom('passkey')
        .whereRef('passkey.company_id', '=', 'login.company_id')
        .whereRef('passkey.login_id', '=', 'login.id')
        .select(sql<number>`count(*) FILTER (WHERE rp_id = ${host})::int`.as('here'))
        .as('here'),
      select
        .selectFrom('passkey')
        .whereRef('passkey.company_id', '=', 'login.company_id')
        .whereRef('passkey.login_id', '=', 'login.id')
        .select(sql<number>`count(*) FILTER (WHERE rp_id <> ${host})::int`.as('elsewhere'))
        .as('elsewhere'),
      select
        .selectFrom('recovery_code')
        .whereRef('recovery_code.company_id', '=', 'login.company_id')
        .whereRef('recovery_code.login_id', '=', 'login.id')
        .where('used_at', 'is', null)
        .select(sql<number>`count(*)::int`.as('left'))
        .as('codes'),
    ])
    .where('login.company_id', '=', companyId)
    .where('login.id', '=', loginId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    secondFactor: row.second_factor,
    app: row.totp_confirmed_at !== null,
    passkeysHere: row.here ?? 0,
    passkeysElsewhere: row.elsewhere ?? 0,
    recoveryCodes: row.codes ?? 0,
    hasPassword: row.password_hash !== null,
  };
}
