import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { GateTables } from '../database/gate-tables.ts';

export type GateDatabase = Kysely<GateTables>;
export type GateTransaction = Transaction<GateTables>;

/** What every use case of the gate works with. */
export interface Gate {
  readonly db: GateDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: Config;
}

/** Channels of the database by which gate processes tell each other news at commit. */
export const revokedChannel = 'gatehouse_gate_revoked';
export const websitesChannel = 'gatehouse_gate_websites';
export const mailChannel = 'gatehouse_gate_mail';
export const eventChannel = 'gatehouse_gate_event';
export const assertionKeysChannel = 'gatehouse_gate_assertion_keys';
