import type { AccountAccess, WebsiteAccess } from '../../core/access.ts';
import type { PlannedState } from '../../core/publication-plan.ts';
import type { AccountContent } from './account-content.ts';
import { type AccountStateRow, stateOfRow } from './account-state.ts';

/** What the decision needs of an account as the office has it now; `active`: its contact is. */
export function accessOfRow(row: AccountStateRow & { readonly active: boolean | null }): AccountAccess {
  return {
    status: stateOfRow(row).status,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    contactActive: row.active ?? false,
  };
}

/** What the decision needs of published settings. */
export function websiteAccessOf(settings: {
  readonly enabled: boolean;
  readonly licensedUntil: string | null;
}): WebsiteAccess {
  return {
    enabled: settings.enabled,
    licensedUntil: settings.licensedUntil === null ? null : new Date(settings.licensedUntil),
  };
}

/** What decision and plan need of published content. */
export function accessOf(content: AccountContent): PlannedState {
  return {
    status: content.status,
    email: content.email,
    deletionRefusedAt: content.deletionRefused?.at ?? null,
    validFrom: content.validFrom === null ? null : new Date(content.validFrom),
    validUntil: content.validUntil === null ? null : new Date(content.validUntil),
    contactActive: content.contactActive,
  };
}
