import type { PublishedStatus } from './status.ts';

/** The owner's answer to a request to be deleted that was not granted, as the gate is told it. Times are ISO 8601. */
export interface DeletionRefusal {
  /** When the request was made that this answers, by the clock of the gate. */
  readonly askedAt: string;
  /** When staff decided, by the clock of the office. */
  readonly at: string;
  /** In staff's own words; plain text. */
  readonly reason: string;
}

/** What the gate knows of requests about one account: when one was made last (null: none), and the newest refusal. */
export interface DeletionKnown {
  readonly deletionAskedAt: Date | null;
  readonly deletionRefused: DeletionRefusal | null;
}

/**
 * Whether a refusal is the answer to the request that was made at `askedAt`. One of an older request is none: it was
 * taken back, or asked anew, before the decision arrived. Both times are of the gate's clock.
 */
export function answersRequest(refusal: DeletionRefusal, askedAt: Date | null): boolean {
  return askedAt !== null && Date.parse(refusal.askedAt) >= askedAt.getTime();
}

/** Whether a request about the account still waits for an answer. */
export function isDeletionWaiting({ deletionAskedAt, deletionRefused }: DeletionKnown): boolean {
  if (deletionAskedAt === null) return false;
  return deletionRefused === null || !answersRequest(deletionRefused, deletionAskedAt);
}

/** The refusal that answers the request made last, or null where nothing was asked or the answer is still to come. */
export function deletionAnswer({ deletionAskedAt, deletionRefused }: DeletionKnown): DeletionRefusal | null {
  if (deletionRefused === null || !answersRequest(deletionRefused, deletionAskedAt)) return null;
  return deletionRefused;
}

/**
 * Whether a published refusal is news to the person, who then gets one mail about it (I3): it answers what was asked,
 * and was not told before. Who has no access any more was told that instead.
 */
export function isRefusalNews(
  before: DeletionKnown | null,
  published: { readonly status: PublishedStatus; readonly deletionRefused?: DeletionRefusal | undefined },
): boolean {
  const refusal = published.deletionRefused;
  if (refusal === undefined || before === null || published.status === 'ended') return false;
  if (!answersRequest(refusal, before.deletionAskedAt)) return false;
  const told = before.deletionRefused;
  return told === null || told.at !== refusal.at || told.askedAt !== refusal.askedAt;
}

/**
 * The time that a new request is given: now, but always after the request that an earlier refusal answered, also where
 * the clock was set back meanwhile, so that the old answer never passes for the new one's.
 */
export function newRequestTime(now: Date, accounts: readonly DeletionKnown[]): Date {
  const answered = accounts.map(({ deletionRefused }) =>
    deletionRefused === null ? 0 : Date.parse(deletionRefused.askedAt) + 1,
  );
  return new Date(Math.max(now.getTime(), ...answered));
}
