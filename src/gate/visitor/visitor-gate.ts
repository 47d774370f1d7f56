import type { Gate } from '../context.ts';
import type { Installation } from '../installation.ts';
import type { Throttle } from './throttle.ts';

/** What the visitor's use cases work with. */
export interface VisitorGate extends Gate {
  readonly installation: Installation;
  readonly throttle: Throttle;
  /** Tells the worker that something a visitor asked for is waiting. */
  readonly wakeRequests: () => void;
}
