import type { AccountV1 } from '../../contract/link.ts';
import { type AccountAccess, decideAccess, type WebsiteAccess } from '../../core/access.ts';
import { type DeletionKnown, isRefusalNews } from '../../core/deletion-refusal.ts';
import { canonicalEmail } from '../../core/email-address.ts';
import { mailForChange, type PublishedStatus, type StatusMailEvent } from '../../core/status.ts';

/** An account as the gate has it. */
export interface ReplicaAccount extends AccountAccess, DeletionKnown {
  readonly id: string;
  /** As typed; empty for one that ended. */
  readonly email: string;
  readonly revision: number;
  readonly name: string;
  readonly language: string;
}

/** What a published account brings about. */
export interface AccountChange {
  readonly account: AccountV1;
  /** Canonical address; empty where the account ended and needs none. */
  readonly emailCanonical: string;
  readonly before: ReplicaAccount | null;
  /** The one mail about its status (I3). */
  readonly mail: StatusMailEvent | null;
  /** What the person asked to be deleted is not, and that is news. */
  readonly tellsRefusal: boolean;
  /** The address was corrected: the canonical one that it had (case 13). */
  readonly correctedFrom: string | null;
  /** Canonical addresses whose sessions on this website end (I2). */
  readonly endSessionsOf: readonly string[];
}

const refusing: readonly PublishedStatus[] = ['declined', 'blocked', 'ended'];

/**
 * Compares an account as published with what the gate has; `before` is also the application that a visitor left
 * under the same address. Nothing is decided here about who may enter: that is `decideAccess` alone.
 */
export function planAccountChange(
  before: ReplicaAccount | null,
  account: AccountV1,
  website: WebsiteAccess,
  now: Date,
): AccountChange {
  const ended = account.status === 'ended';
  const emailCanonical = ended ? '' : (canonicalEmail(account.email) ?? '');
  const emailBefore = before === null || before.status === 'ended' ? null : canonicalEmail(before.email);
  const moved = emailBefore !== null && emailBefore !== emailCanonical;
  const allowedBefore = decideAccess(website, before, now).allowed;
  const allowedAfter = decideAccess(website, accessOf(account), now).allowed;
  const refused = before !== null && before.status !== account.status && refusing.includes(account.status);
  const closes = !allowedAfter && (allowedBefore || refused);
  return {
    account,
    emailCanonical,
    before,
    mail: mailForChange(before?.status ?? null, account.status),
    tellsRefusal: isRefusalNews(before, account),
    correctedFrom: moved && !ended ? emailBefore : null,
    endSessionsOf: [
      ...(emailBefore !== null && (moved || closes) ? [emailBefore] : []),
      ...(closes && moved && !ended ? [emailCanonical] : []),
    ],
  };
}

function accessOf(account: AccountV1): AccountAccess {
  return {
    status: account.status,
    validFrom: account.validFrom === null ? null : new Date(account.validFrom),
    validUntil: account.validUntil === null ? null : new Date(account.validUntil),
    contactActive: account.contactActive,
  };
}
