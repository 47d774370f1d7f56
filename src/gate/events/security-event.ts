import { sql } from 'kysely';
import type { SecurityEventName } from '../../core/security-events.ts';
import type { Gate, GateTransaction } from '../context.ts';
import { appendEvent } from './append-event.ts';
import { networkName } from './network-name.ts';

/** Something that happened around sign-in, for the office's audit log. */
export interface SecurityEvent {
  readonly event: SecurityEventName;
  readonly website: { readonly id: string; readonly companyId: string };
  /** Whom it is about: the address of a known sign-in. Never what somebody typed who is not known. */
  readonly email?: string;
  readonly accountId?: string | null;
  /** The visitor's network address; only its network goes to the office. */
  readonly address?: string;
  /** One plain line, such as the name of a passkey; never a secret. */
  readonly detail?: string;
}

/** Tells the office of one event, in the transaction in which it happens. Call it last there (see `insertEvents`). */
export async function tellSecurity(
  trx: GateTransaction,
  clock: Gate['clock'],
  { event, website, email = '', accountId = null, address, detail = '' }: SecurityEvent,
): Promise<void> {
  await appendEvent(trx, clock, {
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
}

/**
 * Counts an event that strangers can cause at will. Once its minute is over all of one kind, person and network go to the
 * office as one, so that a flood makes few rows. One statement, the same for known and unknown addresses (I7).
 */
export async function countSecurity(
  gate: Pick<Gate, 'db' | 'clock'>,
  { event, website, email = '', address }: SecurityEvent,
): Promise<void> {
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
}
