import type { Clock } from '../../core/clock.ts';
import type { OfficeTransaction } from '../context.ts';
import { sessionHours } from './find-session.ts';
import { hashToken, newToken } from './session-token.ts';

/** Begins a session with a new token, and notes the sign-in; sessions that are over go. Returns the token. */
export async function startSession(
  trx: OfficeTransaction,
  clock: Clock,
  employeeId: string,
): Promise<string> {
  const token = newToken();
  const now = clock.now();
  await trx.deleteFrom('session').where('expires_at', '<=', now).execute();
  await trx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      employee_id: employeeId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionHours * 3_600_000),
    })
    .execute();
  await trx.updateTable('employee').set({ last_signed_in_at: now }).where('id', '=', employeeId).execute();
  return token;
}
