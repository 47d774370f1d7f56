import { withTransaction } from '../../database/transaction.ts';
import type { Office, OfficeDatabase } from '../context.ts';
import { hashToken, newToken } from '../session/session-token.ts';

/** How long a printed link works. */
export const setupLinkHours = 24;

/** Whether this installation still has nobody who could sign in. */
export async function isSetupNeeded(db: OfficeDatabase): Promise<boolean> {
  return (await db.selectFrom('employee').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Makes a new one-time link for the first administrator, and takes earlier ones back; null where there is an
 * employee already. Only the link's hash is stored.
 * @param officeUrl address of the office without a path
 */
export async function makeSetupLink(office: Office, officeUrl: string): Promise<string | null> {
  if (!(await isSetupNeeded(office.db))) return null;
  const token = newToken();
  const now = office.clock.now();
  await withTransaction({ kysely: office.db }, async (trx) => {
    await trx.deleteFrom('setup_token').where('used_at', 'is', null).execute();
    await trx
      .insertInto('setup_token')
      .values({
        token_hash: hashToken(token),
        created_at: now,
        expires_at: new Date(now.getTime() + setupLinkHours * 3_600_000),
      })
      .execute();
  });
  return `${officeUrl}/setup?token=${token}`;
}

/** Whether a link still works: not used, not older than a day, and there is nobody yet. Consumes nothing (case 18). */
export async function isSetupTokenValid(office: Office, token: string): Promise<boolean> {
  const row = await office.db
    .selectFrom('setup_token')
    .select('created_at')
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', office.clock.now())
    .executeTakeFirst();
  return row !== undefined && (await isSetupNeeded(office.db));
}
