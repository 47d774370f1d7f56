import { type AccountAccess, decideAccess, type WebsiteAccess } from './access.ts';
import { canonicalEmail } from './email-address.ts';
import { mailForChange, type PublishedStatus } from './status.ts';
import type { MailEvent } from './website.ts';

/** What the plan needs to know of an account before and after the publication. */
export interface PlannedState extends AccountAccess {
  readonly status: PublishedStatus;
  /** As typed. */
  readonly email: string;
  /** When a request to be deleted was refused last; nothing where none was. */
  readonly deletionRefusedAt?: string | null | undefined;
}

type MailedState = Pick<PlannedState, 'status' | 'email' | 'deletionRefusedAt'>;

export const planEffects = ['gains', 'loses', 'changes_address', 'other'] as const;
/** What a publication means to the person: the first of these that holds. */
export type PlanEffect = (typeof planEffects)[number];

export interface PlannedMail {
  readonly event: MailEvent;
  readonly to: string;
}

/** What publishing one account does (DESIGN §4). */
export interface PlannedChange {
  readonly effect: PlanEffect;
  /** In the order in which they are written; a status change causes exactly one (I3). */
  readonly mails: readonly PlannedMail[];
}

/**
 * What happens to a person when the gate has `before` (null: nothing) and is told `after`. Effects are those of the
 * very function that the check uses; the mails are those that the gate writes as it applies the change.
 */
export function planChange(
  website: WebsiteAccess,
  before: PlannedState | null,
  after: PlannedState,
  now: Date,
): PlannedChange {
  const could = decideAccess(website, before, now).allowed;
  const can = decideAccess(website, after, now).allowed;
  const mails = mailsOfChange(before, after);
  if (can && !could) return { effect: 'gains', mails };
  if (could && !can) return { effect: 'loses', mails };
  return { effect: isOtherAddress(before, after) ? 'changes_address' : 'other', mails };
}

/**
 * The mails that the gate writes for a change (I3, R7, case 13): one for the status, to the newest address; and where the
 * address was corrected one to the old address, and one to the new where the person can do something with it; last
 * the refusal of a request to be deleted. Who took that request back meanwhile gets none, which only the gate knows.
 */
export function mailsOfChange(before: MailedState | null, after: MailedState): PlannedMail[] {
  const mails: PlannedMail[] = [];
  const event = mailForChange(before?.status ?? null, after.status);
  if (event !== null) mails.push({ event, to: after.email });
  if (before === null || before.status === 'ended' || after.status === 'ended') return mails;
  if (isOtherAddress(before, after)) {
    mails.push({ event: 'email_changed_old', to: before.email });
    if (after.status === 'approved' || after.status === 'pending') {
      mails.push({ event: 'email_changed_new', to: after.email });
    }
  }
  const refusedAt = after.deletionRefusedAt ?? null;
  if (refusedAt !== null && refusedAt !== (before.deletionRefusedAt ?? null)) {
    mails.push({ event: 'deletion_refused', to: after.email });
  }
  return mails;
}

/** Another address, not the same one in other letters (case 11). */
function isOtherAddress(
  before: { readonly email: string } | null,
  after: { readonly email: string },
): boolean {
  return before !== null && canonicalEmail(before.email) !== canonicalEmail(after.email);
}
