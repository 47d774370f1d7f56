import { statusV1 } from '../../contract/link.ts';
import type { Office } from '../context.ts';

const mailStatus = statusV1.pick({ mailConfigured: true }).loose();

/**
 * Whether mail is sent: every gate that told its status has a mail server. Before any gate did, what this
 * process was started with counts; in the one-process form that is the gate's as well.
 */
export async function mailConfigured(office: Office): Promise<boolean> {
  const gates = await office.db.selectFrom('gate').select('status').execute();
  const told = gates.flatMap((gate) => {
    const status = mailStatus.safeParse(gate.status);
    return status.success ? [status.data.mailConfigured] : [];
  });
  return told.length === 0 ? office.config.SMTP_URL !== undefined : told.every((configured) => configured);
}
