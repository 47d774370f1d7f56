import type { StatusV1 } from '../../contract/link.ts';
import { statusV1 } from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { Office, Staff } from '../context.ts';

export interface MailStatus {
  configured: boolean;
  server: string | null;
  lastError: string | null;
}

/**
 * Whether the company's gates send mail, by which server, and what went wrong last. A gate that does not answer now is
 * judged by what it said last.
 */
export async function mailStatus(office: Office, staff: Staff): Promise<MailStatus> {
  const { companyId } = staff;
  const gates = await office.db
    .selectFrom('gate')
    .select(['id', 'status'])
    .where(({ or, not, exists, selectFrom }) => {
      const ofCompany = selectFrom('website').select('id').where('company_id', '=', companyId);
      return or([exists(ofCompany.whereRef('website.gate_id', '=', 'gate.id')), not(exists(ofCompany))]);
    })
    .execute();
  const statuses: StatusV1[] = [];
  for (const gate of gates) {
    const status = await askOrRemember(office, gate);
    if (status !== null) statuses.push(status);
  }
  const error = await office.db
    .selectFrom('mail')
    .select('error')
    .where('company_id', '=', companyId)
    .where('state', '<>', 'sent')
    .where('error', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    configured: statuses.length > 0 && statuses.every((status) => status.mailConfigured),
    server: statuses.find((status) => status.mailServer !== null)?.mailServer ?? null,
    lastError: error?.error ?? null,
  };
}

async function askOrRemember(
  office: Office,
  gate: { id: string; status: unknown },
): Promise<StatusV1 | null> {
  try {
    return await office.gates.status(gate.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const known = statusV1.safeParse(gate.status);
    return known.success ? known.data : null;
  }
}
