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

export const timeLimits: TimeLimits = {
  connectMs: 10_000,
  answerMs: 120_000,
  idleMs: 120_000,
  continueMs: 1_000,
  lingerMs: 30_000,
};
