import type { OfficeDatabase } from '../../context.ts';
import { countContacts } from '../match-keys/counted-keys.ts';

const FRESH_MS = 60_000;
const MOST_KEPT = 1000;
const sizes = new Map<string, { readonly size: number; readonly at: number }>();

/**
 * About how many contacts a company has: counted at most once a minute, as counting a million takes longer than a
 * search. Serves only to judge whether hits are worth counting.
 */
export async function registerSize(db: OfficeDatabase, companyId: string): Promise<number> {
  const known = sizes.get(companyId);
  if (known !== undefined && performance.now() - known.at < FRESH_MS) return known.size;
  const size = await countContacts(db, companyId);
  if (sizes.size >= MOST_KEPT) sizes.clear();
  sizes.set(companyId, { size, at: performance.now() });
  return size;
}
