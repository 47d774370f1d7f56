import { sql } from 'kysely';
import type { SecurityEventName } from '../../core/security-events.ts';
import { onCommit } from '../../database/transaction.ts';
import type { Gate, GateTransaction } from '../context.ts';
import { appendEvent } from './append-event.ts';
import { logSecurity } from './log-security.ts';
import { networkName } from './network-name.ts';

/** Something that happened around sign-in, for the office's audit log and the gate's own. */
export interface SecurityEvent {
  readonly event: SecurityEventName;
  readonly website: { readonly id: string; readonly companyId: string };
  /** Whom it is about: the address of a known sign-in. Never what somebody typed who is not known. */
  readonly email?: string;
  readonly accountId?: string | null;
  /** The sign-in, by which the gate's own log names a person; it has no addresses of people. */
  readonly loginId?: string | null;
  /** The visitor's network address; only its network goes to the office. */
  readonly address?: string;
  /** One plain line, such as the name of a passkey; never a secret. Of what is counted it stands in the gate's log only. */
  readonly detail?: string;
}

/**
 * Tells the office of one event, in the transaction in which it happens, and the gate's own log when that commits. Call it
 * last there (see `insertEvents`).
 */
export async function tellSecurity(
  trx: GateTransaction,
  gate: Pick<Gate, 'clock' | 'log'>,
  told: SecurityEvent,
): Promise<void> {
  const { event, website, email = '', accountId = null, address, detail = '' } = told;
  await appendEvent(trx, gate.clock, {
    type: 'securityV1',
    companyId: website.companyId,
    websiteId: website.id,
    data: {
      event,
      accountId,
      email,
      network: address === undefined ? '' : networkName(address),
      detail,
      count: 1,
      since: null,
    },
  });
  onCommit(trx, () => logSecurity(gate.log, told));
}

/**
 * Counts an event that strangers can cause at will. Once its minute is over all of one kind, person and network go to the
 * office as one, so that a flood makes few rows. One statement, the same for known and unknown addresses (I7). The
 * gate's own log has each at once, which is what blocks whoever guesses (fail2ban and the like).
 */
export async function countSecurity(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  counted: SecurityEvent,
): Promise<void> {
  const { event, website, email = '', address } = counted;
  const minute = new Date(Math.floor(gate.clock.now().getTime() / 60_000) * 60_000);
  await gate.db
    .insertInto('security_tally')
    .values({
      website_id: website.id,
      company_id: website.companyId,
      event,
      email,
      network: address === undefined ? '' : networkName(address),
      minute,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['website_id', 'event', 'email', 'network', 'minute'])
        .doUpdateSet({ count: sql`security_tally.count + 1` }),
    )
    .execute();
  onCommit(gate.db, () => logSecurity(gate.log, counted));
}
