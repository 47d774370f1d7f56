import { AppError } from '../core/errors.ts';
import type { Gate } from '../gate/context.ts';
import { createPairingCode } from '../link/gate/pairing.ts';
import type { Office } from '../office/context.ts';

/**
 * Pairs office and gate of one process over the link, as the split form does (DESIGN §4), where they are not paired
 * yet: at the first start, and after either database or the link's address was replaced.
 * @throws AppError `gate_unreachable`, `link_refused`
 */
export async function pairOwnGate(office: Office, gate: Gate, linkUrl: string): Promise<void> {
  const own = await gate.db.selectFrom('installation').select('id').executeTakeFirstOrThrow();
  const known = await office.db.selectFrom('gate').select('url').where('id', '=', own.id).executeTakeFirst();
  if (known?.url === linkUrl && (await isTrusted(office, own.id))) return;
  await office.gates.pair(linkUrl, await createPairingCode(gate));
}

/** Whether the gate takes what this office signs. */
async function isTrusted(office: Office, gateId: string): Promise<boolean> {
  try {
    await office.gates.status(gateId);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'link_refused') return false;
    throw error;
  }
}
