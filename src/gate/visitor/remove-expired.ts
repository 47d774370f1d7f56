import type { Gate } from '../context.ts';

const dayInMs = 86_400_000;

/**
 * Removes what is over: links a week after their end (until then they still say kindly that they were used),
 * sign-ups that nobody proved, requests that were seen to a day ago, first steps without a second, challenges of passkeys that
 * were answered, and counters of the throttle.
 */
export async function removeExpiredVisitorData(gate: Pick<Gate, 'db' | 'clock'>): Promise<void> {
  const now = gate.clock.now();
  const ago = (days: number): Date => new Date(now.getTime() - days * dayInMs);
  await gate.db.deleteFrom('token').where('expires_at', '<', ago(7)).execute();
  await gate.db.deleteFrom('registration').where('expires_at', '<', ago(7)).execute();
  await gate.db.deleteFrom('visitor_request').where('done_at', '<', ago(1)).execute();
  await gate.db.deleteFrom('sign_in_step').where('expires_at', '<', now).execute();
  await gate.db.deleteFrom('passkey_challenge').where('expires_at', '<', now).execute();
  await gate.db
    .deleteFrom('throttle')
    .where('expire', '<', Date.now() - 3_600_000)
    .execute();
}
