import { z } from 'zod';
import { MATCH_REASON_CODES } from '../../core/matching/reasons.ts';
import type { MatchResult } from '../../core/matching/types.ts';

/** How an application compared with the register when it came in, as it is kept: ids, scores, codes and parameters. */
export const storedMatch = z.object({
  /** The contact it was linked to by itself (verdict existing). */
  contactId: z.uuid().nullable(),
  /** The contact that the verified address proves (I9). */
  provenContactId: z.uuid().nullable(),
  candidates: z.array(
    z.object({
      contactId: z.uuid(),
      score: z.number(),
      reasons: z.array(
        z.object({
          code: z.enum(MATCH_REASON_CODES),
          against: z.boolean(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  ),
});
export type StoredMatch = z.infer<typeof storedMatch>;

/** What is kept of a match. */
export function storeMatch(result: MatchResult): StoredMatch {
  return {
    contactId: result.contact?.id ?? null,
    provenContactId: result.proof?.contact.id ?? null,
    candidates: result.candidates.map(({ contact, score, reasons }) => ({
      contactId: contact.id,
      score,
      reasons: reasons.map(({ code, against, params }) => ({ code, against, params })),
    })),
  };
}
