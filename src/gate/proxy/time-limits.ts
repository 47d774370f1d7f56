import type { Config } from '../../config.ts';

type TimeSettings = Pick<
  Config,
  'UPSTREAM_CONNECT_SECONDS' | 'UPSTREAM_ANSWER_SECONDS' | 'UPSTREAM_IDLE_SECONDS'
>;

/** How long the gate waits for a website and for its visitors, in milliseconds. */
export interface TimeLimits {
  /** Until the connection to the website stands, with its certificate verified. */
  readonly connectMs: number;
  /** From the end of the request to the beginning of the answer. */
  readonly answerMs: number;
  /** Within a body or an answer, in either direction, without a byte that moves. */
  readonly idleMs: number;
  /** For what the website says to `Expect: 100-continue`; then the body is asked for anyway (RFC 9110 §10.1.1). */
  readonly continueMs: number;
  /** For the rest of a body that nobody reads, after its answer; so long a visitor can still read the answer. */
  readonly lingerMs: number;
}

/** The limits as the settings have them; what says nothing about a website is always the same. */
export function timeLimitsOf(config: TimeSettings): TimeLimits {
  return {
    connectMs: config.UPSTREAM_CONNECT_SECONDS * 1000,
    answerMs: config.UPSTREAM_ANSWER_SECONDS * 1000,
    idleMs: config.UPSTREAM_IDLE_SECONDS * 1000,
    continueMs: 1_000,
    lingerMs: 30_000,
  };
}
