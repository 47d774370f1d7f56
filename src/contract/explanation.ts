import { z } from 'zod';
import { allVisitFindings, visitRules } from '../core/visit/visit-step.ts';

/** One rule and what was found; the words are in core/visit. */
export const visitStep = z.object({
  rule: z.enum(visitRules),
  finding: z.enum(allVisitFindings),
  /** Null: it speaks neither for nor against. */
  passed: z.boolean().nullable(),
  /** What the words name; times as ISO 8601 under `from`, `until`, `at`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Whether somebody gets a page, from the very function that the gate's check uses. */
export const visitExplanation = z.object({
  allowed: z.boolean(),
  /** The website is told who it is. */
  identified: z.boolean(),
  /** The page is open to everybody. */
  open: z.boolean(),
  failed: z.enum(visitRules).nullable(),
  steps: z.array(visitStep),
});

/** Why somebody can or can't enter, as the office has it now, and as it was published last (null: never). */
export const explanation = visitExplanation.extend({
  published: visitExplanation.nullable(),
  /** Names that the words use; the address may be another one as published, while a correction waits. */
  names: z.object({ website: z.string(), host: z.string(), email: z.string(), publishedEmail: z.string() }),
});
export type Explanation = z.infer<typeof explanation>;

/** The same for an address that somebody typed, with whom it belongs to. */
export const explanationOnWebsite = explanation.extend({
  account: z
    .object({
      id: z.uuid(),
      contact: z.object({ id: z.uuid(), number: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
  /** A sign-up of this address that waits for a decision. */
  applicationId: z.uuid().nullable(),
});
export type ExplanationOnWebsite = z.infer<typeof explanationOnWebsite>;
