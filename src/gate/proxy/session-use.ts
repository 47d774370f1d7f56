import type { CheckServices } from '../check/check-services.ts';
import type { Session } from '../sessions/session.ts';

/**
 * What is called when something moves over an open exchange, in either direction: it counts as use of the session that
 * the exchange was opened with, so that no session ends by idleness in the midst of it. The absolute end stays.
 */
export function sessionUse(
  { sessions }: Pick<CheckServices, 'sessions'>,
  session: Session | null,
): () => void {
  if (session === null) return () => {};
  const { key } = session;
  return () => sessions.touch(key);
}
