import type { GateDatabase } from '../../context.ts';

/** A passkey as its holder sees it. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  /** The host it works on (WebAuthn RP ID). */
  readonly host: string;
  readonly transports: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The passkeys of a sign-in, oldest first; of one host only, where one is named. */
export async function findPasskeys(
  db: GateDatabase,
  { companyId, loginId }: { readonly companyId: string; readonly loginId: string },
  host?: string,
): Promise<Passkey[]> {
  let query = db
    .selectFrom('passkey')
    .select(['id', 'login_id', 'name', 'rp_id', 'transports', 'created_at', 'last_used_at'])
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .orderBy('created_at')
    .orderBy('id');
  if (host !== undefined) query = query.where('rp_id', '=', host);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    host: row.rp_id,
    transports: row.transports,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}
