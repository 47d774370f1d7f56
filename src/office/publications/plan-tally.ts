import { z } from 'zod';
import type { WebsiteV1 } from '../../contract/link.ts';
import { planLine } from '../../contract/publications.ts';
import { type PlanEffect, planChange } from '../../core/publication-plan.ts';
import { mailLanguage } from '../../mail/render.ts';
import { accessOf, websiteAccessOf } from '../accounts/access-facts.ts';
import type { AccountContent } from '../accounts/account-content.ts';
import type { ChangedAccount } from './changed-accounts.ts';

/** Lines of a plan that are shown; the numbers count all. */
export const mostPlanLines = 200;

/** The numbers of a plan or of what was carried out, and its first lines. Kept with the publication. */
export const planSummary = z.object({
  gains: z.number().int(),
  loses: z.number().int(),
  changesAddress: z.number().int(),
  other: z.number().int(),
  mails: z.number().int(),
  settings: z.array(z.string()),
  lines: z.array(planLine),
});
export type PlanSummary = z.infer<typeof planSummary>;

const counterOf = {
  gains: 'gains',
  loses: 'loses',
  changes_address: 'changesAddress',
  other: 'other',
} as const satisfies Record<PlanEffect, keyof PlanSummary>;

function stateOf({ status, email, deletionRefused }: AccountContent): z.infer<typeof planLine>['to'] {
  return { status, email, ...(deletionRefused && { deletionRefusedAt: deletionRefused.at }) };
}

/** Adds accounts up to a plan, without holding them. */
export class PlanTally {
  readonly summary: PlanSummary;
  readonly #settings: WebsiteV1;
  readonly #now: Date;

  constructor(settings: WebsiteV1, changedSettings: readonly string[], now: Date) {
    this.#settings = settings;
    this.#now = now;
    this.summary = {
      gains: 0,
      loses: 0,
      changesAddress: 0,
      other: 0,
      mails: 0,
      settings: [...changedSettings],
      lines: [],
    };
  }

  add(account: ChangedAccount): void {
    const { content, published } = account;
    const before = published === null ? null : accessOf(published);
    const plan = planChange(websiteAccessOf(this.#settings), before, accessOf(content), this.#now);
    this.summary[counterOf[plan.effect]] += 1;
    this.summary.mails += plan.mails.length;
    if (this.summary.lines.length >= mostPlanLines) return;
    const [mail] = plan.mails;
    this.summary.lines.push({
      accountId: account.id,
      contact:
        content.contactId === null
          ? null
          : { id: content.contactId, number: content.contactNumber, name: content.contactName },
      email: content.email,
      from: published === null ? null : stateOf(published),
      to: stateOf(content),
      effect: plan.effect,
      mail:
        mail === undefined
          ? null
          : { ...mail, language: mailLanguage(content.language, this.#settings.language) },
      changedBy: account.changedBy,
      changedAt: account.changedAt.toISOString(),
    });
  }
}
