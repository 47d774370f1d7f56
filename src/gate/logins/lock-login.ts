import type { GateTransaction } from '../context.ts';

/**
 * Locks the sign-in of an address until the transaction ends, so that nobody corrects the address or deletes the sign-in
 * between a look at it and what is done with it (I2). Whoever was first is waited for.
 */
export async function lockLogin(
  trx: GateTransaction,
  { companyId, emailCanonical }: { readonly companyId: string; readonly emailCanonical: string },
): Promise<void> {
  await trx
    .selectFrom('login')
    .select('id')
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', emailCanonical)
    .forNoKeyUpdate()
    .execute();
}
