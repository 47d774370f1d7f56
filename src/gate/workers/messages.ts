import type { Config } from '../../config.ts';
import type { ErrorCode, ErrorParams } from '../../core/errors.ts';
import type { ServingOptions } from '../serve-gate-port.ts';

/** What a worker is told to serve. It goes over the channel between the processes: the address holds a password. */
export interface WorkOrder extends ServingOptions {
  readonly config: Config;
  /** Most connections to the database at once. */
  readonly maxConnections: number;
}

export type ToWorker =
  | ({ readonly kind: 'serve' } & WorkOrder)
  | { readonly kind: 'settle'; readonly number: number }
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'serving'; readonly port: number }
  /** It could not begin, and ends. Without a code: unforeseen, and in the log. */
  | { readonly kind: 'failed'; readonly code: ErrorCode | null; readonly params: ErrorParams }
  | { readonly kind: 'settled'; readonly number: number };
