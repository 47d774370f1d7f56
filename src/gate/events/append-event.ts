import type { EventV1 } from '../../contract/link.ts';
import type { Clock } from '../../core/clock.ts';
import { insertEvents } from '../../database/event-outbox.ts';
import type { GateTransaction } from '../context.ts';

type CommonField = 'type' | 'number' | 'id' | 'at' | 'companyId' | 'websiteId';
type EventOf<T extends EventV1['type']> = Extract<EventV1, { type: T }>;

/** An event for the office; `data` is what its kind has beyond number, id, time, company and website. */
export type NewEvent = {
  [T in EventV1['type']]: {
    readonly type: T;
    readonly companyId: string;
    readonly websiteId: string;
    readonly data: Omit<EventOf<T>, CommonField>;
  };
}[EventV1['type']];

/**
 * Tells the office something, in the transaction in which it happens: it is never lost and never told of what was
 * rolled back (I4). Returns its number. Call it last in the transaction (see `insertEvents`).
 */
export async function appendEvent(trx: GateTransaction, clock: Clock, event: NewEvent): Promise<number> {
  return insertEvents(trx, clock.now(), [event]);
}
