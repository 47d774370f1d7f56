import type { ApplicationData } from '../../contract/applications.ts';
import { match } from '../../core/matching/match.ts';
import type { MatchResult } from '../../core/matching/types.ts';
import { findCandidates } from '../contacts/match-keys/find-candidates.ts';
import type { OfficeDatabase } from '../context.ts';

/** Compares what was typed with the contact register (R10), found by keys so that a large register costs no more. */
export async function matchApplication(
  db: OfficeDatabase,
  companyId: string,
  data: ApplicationData,
): Promise<MatchResult> {
  const { candidates, statistics } = await findCandidates(db, companyId, data);
  return match(data, candidates, statistics);
}
