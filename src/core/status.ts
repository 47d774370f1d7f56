/**
 * Account status (R5) and its transitions. The transitions are data: who may make them and which mail each
 * causes once it is published (R7, I3).
 */
export const accountStatuses = ['pending', 'approved', 'declined', 'blocked'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** A status as it is published: an account that was removed is told to the gate as `ended`. */
export const publishedStatuses = [...accountStatuses, 'ended'] as const;
export type PublishedStatus = (typeof publishedStatuses)[number];

/** Who sets a status: the visitor by signing up, the website's approval policy, or staff. */
export type StatusActor = 'visitor' | 'policy' | 'staff';

/** The mail a person gets when the gate applies a status change. */
export type StatusMailEvent = 'pending' | 'approved' | 'declined' | 'blocked' | 'ended';

/** One allowed change. `from: null` is an account that did not exist before. */
export interface Transition {
  readonly from: AccountStatus | null;
  readonly to: PublishedStatus;
  readonly by: readonly StatusActor[];
  readonly mail: StatusMailEvent;
}

export const transitions: readonly Transition[] = [
  { from: null, to: 'pending', by: ['visitor', 'policy', 'staff'], mail: 'pending' },
  { from: null, to: 'approved', by: ['policy', 'staff'], mail: 'approved' },
  { from: null, to: 'declined', by: ['staff'], mail: 'declined' },
  { from: null, to: 'blocked', by: ['staff'], mail: 'blocked' },
  { from: 'pending', to: 'approved', by: ['policy', 'staff'], mail: 'approved' },
  { from: 'pending', to: 'declined', by: ['staff'], mail: 'declined' },
  { from: 'pending', to: 'blocked', by: ['staff'], mail: 'blocked' },
  { from: 'pending', to: 'ended', by: ['staff'], mail: 'ended' },
  { from: 'approved', to: 'pending', by: ['staff'], mail: 'pending' },
  { from: 'approved', to: 'declined', by: ['staff'], mail: 'declined' },
  { from: 'approved', to: 'blocked', by: ['staff'], mail: 'blocked' },
  { from: 'approved', to: 'ended', by: ['staff'], mail: 'ended' },
  { from: 'declined', to: 'pending', by: ['staff'], mail: 'pending' },
  { from: 'declined', to: 'approved', by: ['staff'], mail: 'approved' },
  { from: 'declined', to: 'blocked', by: ['staff'], mail: 'blocked' },
  { from: 'declined', to: 'ended', by: ['staff'], mail: 'ended' },
  { from: 'blocked', to: 'pending', by: ['staff'], mail: 'pending' },
  { from: 'blocked', to: 'approved', by: ['staff'], mail: 'approved' },
  { from: 'blocked', to: 'declined', by: ['staff'], mail: 'declined' },
  { from: 'blocked', to: 'ended', by: ['staff'], mail: 'ended' },
];

/** The transition from one status to another, or undefined where there is none. */
export function transitionBetween(from: AccountStatus | null, to: PublishedStatus): Transition | undefined {
  return transitions.find((transition) => transition.from === from && transition.to === to);
}

/** Whether `actor` may change a status so. Keeping a status is always allowed. */
export function mayChange(from: AccountStatus | null, to: PublishedStatus, actor: StatusActor): boolean {
  return from === to || (transitionBetween(from, to)?.by.includes(actor) ?? false);
}

/** The one mail that a published change causes (I3), or null where the status stays what it was. */
export function mailForChange(from: PublishedStatus | null, to: PublishedStatus): StatusMailEvent | null {
  if (from === to) return null;
  const known = from === 'ended' ? null : from;
  return transitionBetween(known, to)?.mail ?? null;
}
