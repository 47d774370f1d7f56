import { oc } from '@orpc/contract';
import { z } from 'zod';
import { accountStatus, id, ofCompany, page, paging, timestamp } from './common.ts';
import { visitorLanguage } from './website-settings.ts';
import { mailEvent } from './websites.ts';

const plannedState = z.object({
  status: z.enum([...accountStatus.options, 'ended']),
  email: z.string(),
  /** When a request to be deleted was refused last; left out where none was. */
  deletionRefusedAt: timestamp.optional(),
});

export const planLine = z.object({
  accountId: id,
  /** Null for an applicant who was declined without a contact being made of them. */
  contact: z.object({ id, number: z.string(), name: z.string() }).nullable(),
  email: z.string(),
  from: plannedState.nullable(),
  to: plannedState,
  effect: z.enum(['gains', 'loses', 'changes_address', 'other']),
  mail: z.object({ event: mailEvent, to: z.string(), language: visitorLanguage }).nullable(),
  changedBy: z.string(),
  changedAt: timestamp,
});

/** What Update website would do to one website (DESIGN §4): shown before, kept with the publication after. */
export const plan = z.object({
  website: z.object({ id, name: z.string() }),
  linkMode: z.enum(['automatic', 'manual']),
  settingsChanged: z.boolean(),
  /** Names of the settings that change. */
  settings: z.array(z.string()),
  gains: z.number().int(),
  loses: z.number().int(),
  changesAddress: z.number().int(),
  other: z.number().int(),
  mails: z.number().int(),
  /** The first 200 lines; the numbers above count all. */
  lines: z.array(planLine),
});
export type Plan = z.infer<typeof plan>;

export const publication = z.object({
  id,
  website: z.object({ id, name: z.string() }),
  state: z.enum(['running', 'done', 'failed']),
  mode: z.enum(['changes', 'snapshot', 'rollback']),
  by: z.string(),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  durationMs: z.number().int().nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  gains: z.number().int(),
  loses: z.number().int(),
  changesAddress: z.number().int(),
  other: z.number().int(),
  mails: z.number().int(),
  settingsChanged: z.boolean(),
  failure: z.string().nullable(),
  /** Another publication that this one took back. */
  rollsBack: id.nullable(),
  canRollBack: z.boolean(),
});
export type Publication = z.infer<typeof publication>;

const website = ofCompany.extend({ websiteId: id });

export const publicationsContract = {
  /** The plan for each website of the company, those without changes included (with zeros). */
  plan: oc
    .route({ method: 'GET', path: '/companies/{companyId}/publication-plan' })
    .input(ofCompany.extend({ websiteId: id.optional() }))
    .output(z.array(plan)),
  /** A mail of the plan as it would be sent. */
  planMail: oc
    .route({ method: 'GET', path: '/companies/{companyId}/publication-plan/mails/{accountId}' })
    .input(ofCompany.extend({ accountId: id }))
    .output(z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() })),
  /** Update website (R6). Answers when the gate has applied it, or with what failed. */
  publish: oc
    .route({ method: 'POST', path: '/companies/{companyId}/publications' })
    .input(
      ofCompany.extend({
        websiteIds: z.array(id).min(1).max(100),
        mode: z.enum(['changes', 'snapshot']).default('changes'),
      }),
    )
    .output(z.array(publication)),
  list: oc
    .route({ method: 'GET', path: '/companies/{companyId}/publications' })
    .input(ofCompany.extend({ ...paging.shape, websiteId: id.optional() }))
    .output(page(publication)),
  get: oc
    .route({ method: 'GET', path: '/companies/{companyId}/publications/{publicationId}' })
    .input(ofCompany.extend({ publicationId: id }))
    .output(publication.extend({ lines: z.array(planLine) })),
  /** Undoes a publication by a new one: the accounts it changed go back to what they were before it. */
  rollBack: oc
    .route({ method: 'POST', path: '/companies/{companyId}/publications/{publicationId}/roll-back' })
    .input(website.omit({ websiteId: true }).extend({ publicationId: id }))
    .output(publication),
};
