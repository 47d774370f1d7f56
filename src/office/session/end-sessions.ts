import type { OfficeDatabase } from '../context.ts';
import { hashToken } from './session-token.ts';

/** Ends the session of a token, on every office process at the next request. */
export async function endSession(db: OfficeDatabase, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute();
}

/** Ends an employee's sessions, but for one that goes on. */
export async function endSessionsOf(
  db: OfficeDatabase,
  employeeId: string,
  exceptToken: string | null,
): Promise<void> {
  let query = db.deleteFrom('session').where('employee_id', '=', employeeId);
  if (exceptToken !== null) query = query.where('token_hash', '!=', hashToken(exceptToken));
  await query.execute();
}
