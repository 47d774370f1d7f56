import { sql } from 'kysely';
import type { GateTransaction } from '../context.ts';

/**
 * Removes what is known of the links that sign-ins were mailed, and of those that were followed from their addresses
 * (case 37). A sign-up under such an address that is not proven yet keeps its link.
 */
export async function removeLinks(
  trx: GateTransaction,
  companyId: string,
  logins: readonly { readonly id: string; readonly emailCanonical: string }[],
): Promise<void> {
  if (logins.length === 0) return;
  const ids = logins.map(({ id }) => id);
  const emails = logins.map(({ emailCanonical }) => emailCanonical);
  await sql`DELETE FROM token WHERE company_id = ${companyId} AND login_id = ANY(${ids}::uuid[])`.execute(
    trx,
  );
  await sql`
    DELETE FROM token WHERE company_id = ${companyId} AND email_canonical = ANY(${emails}::text[])
      AND used_at IS NOT NULL`.execute(trx);
}
