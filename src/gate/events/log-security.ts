import type { SecurityEventName } from '../../core/security-events.ts';
import type { Gate } from '../context.ts';
import type { SecurityEvent } from './security-event.ts';

/** What a line of the log says of a security event; each has all of these, so that what reads it can count on them. */
export interface SecurityLine {
  readonly event: SecurityEventName;
  readonly websiteId: string;
  readonly loginId: string | null;
  readonly accountId: string | null;
  /** The visitor's network address, or empty. */
  readonly address: string;
  readonly detail: string;
}

/** What was refused: the owner of a gate may want to hear of these. */
const refusals: readonly SecurityEventName[] = [
  'sign_in_failed',
  'sign_in_refused',
  'sign_in_unverified',
  'slowed_down',
  'second_factor_failed',
  'foreign_form',
];

/**
 * Writes a security event into the log of the process, each kind in the same shape (GATE.md: logs hold every security event
 * and never a secret). Never the address of a person: that is typed by strangers, and a log can't forget somebody.
 */
export function logSecurity(log: Gate['log'], told: SecurityEvent): void {
  const { event, website, loginId = null, accountId = null, address = '', detail = '' } = told;
  const line: SecurityLine = { event, websiteId: website.id, loginId, accountId, address, detail };
  if (refusals.includes(event)) log.warn(line, 'security event');
  else log.info(line, 'security event');
}
