import { sql } from 'kysely';
import { blockingKeys, DEFAULT_CANDIDATE_LIMIT } from '../../../core/matching/keys.ts';
import { match } from '../../../core/matching/match.ts';
import type { MatchContact, MatchRegistration, MatchStatistics } from '../../../core/matching/types.ts';
import type { OfficeDatabase } from '../../context.ts';
import { requireIndexed } from '../index-contacts.ts';
import { CountedKeys, countContacts } from './counted-keys.ts';
import { hashKey } from './key-hash.ts';
import { readMatchContacts } from './read-match-contacts.ts';

/** What `match` takes beside the application. */
export interface Candidates {
  readonly candidates: MatchContact[];
  readonly statistics: MatchStatistics;
}

/** Applications whose candidates are fetched together. */
const BATCH = 200;

/**
 * The contacts that an application may belong to (R10), with the counts that `match` needs to weigh them by.
 * @throws AppError `contacts_being_indexed` while an import's contacts can't be found yet; try again later
 */
export async function findCandidates(
  db: OfficeDatabase,
  companyId: string,
  registration: MatchRegistration,
): Promise<Candidates> {
  for await (const found of findCandidatesOfMany(db, companyId, [registration])) return found;
  throw new Error('one application, one answer');
}

/**
 * The same for many applications, in their order: keys, counts and contacts of some hundred are asked for together.
 * The statistics are shared and grow; use each answer before asking for the next.
 * @throws AppError `contacts_being_indexed`
 */
export async function* findCandidatesOfMany(
  db: OfficeDatabase,
  companyId: string,
  registrations: Iterable<MatchRegistration>,
): AsyncGenerator<Candidates> {
  await requireIndexed(db, companyId);
  const statistics = new CountedKeys(db, companyId, await countContacts(db, companyId));
  let batch: MatchRegistration[] = [];
  for (const registration of registrations) {
    batch.push(registration);
    if (batch.length < BATCH) continue;
    yield* candidatesOf(db, companyId, batch, statistics);
    batch = [];
  }
  yield* candidatesOf(db, companyId, batch, statistics);
}

async function* candidatesOf(
  db: OfficeDatabase,
  companyId: string,
  registrations: readonly MatchRegistration[],
  statistics: CountedKeys,
): AsyncGenerator<Candidates> {
  if (registrations.length === 0) return;
  const keys = registrations.map((registration) => blockingKeys(registration));
  const idsByKey = await contactsByKey(db, companyId, new Set(keys.flat()), statistics);
  const contacts = await readMatchContacts(db, companyId, [...new Set([...idsByKey.values()].flat())]);
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]));
  const candidates = keys.map((own) => {
    const ids = new Set(own.flatMap((key) => idsByKey.get(key) ?? []));
    return [...ids].map((id) => contactById.get(id)).filter((contact) => contact !== undefined);
  });
  await countWhatMatchAsks(registrations, candidates, statistics);
  for (const own of candidates) yield { candidates: own, statistics };
}

/**
 * For each key that at most `DEFAULT_CANDIDATE_LIMIT` contacts have, these contacts; a key that more have says too
 * little to look them all up. Notes the exact counts found on the way.
 */
async function contactsByKey(
  db: OfficeDatabase,
  companyId: string,
  keys: ReadonlySet<string>,
  statistics: CountedKeys,
): Promise<Map<string, string[]>> {
  const limit = DEFAULT_CANDIDATE_LIMIT;
  const unpopular = [...keys].filter((key) => !statistics.has(key) || statistics.frequency(key) <= limit);
  const names = new Map(unpopular.map((key) => [hashKey(companyId, key), key]));
  const { rows } = await sql<{ key: number; ids: string[] | null; isPopular: boolean }>`
    SELECT wanted.key, found.ids, popular.key IS NOT NULL AS "isPopular"
    FROM unnest(${[...names.keys()]}::bigint[]) AS wanted(key)
    LEFT JOIN contact_match_count popular ON popular.company_id = ${companyId} AND popular.key = wanted.key
    LEFT JOIN LATERAL (
      SELECT array_agg(id) AS ids FROM office.contacts_with_key(${companyId}::uuid, wanted.key, ${limit + 1}) AS id
    ) AS found ON popular.key IS NULL`.execute(db);
  const result = new Map<string, string[]>();
  const popular: string[] = [];
  for (const { key, ids, isPopular } of rows) {
    const name = names.get(key);
    if (name === undefined) continue;
    const found = ids ?? [];
    if (isPopular || found.length > limit) popular.push(name);
    else {
      statistics.set(name, found.length);
      result.set(name, found);
    }
  }
  await statistics.count(popular);
  return result;
}

/**
 * Compares once without knowing the counts to see which of them are asked for, counts these, and does so again until
 * none is missing: few of the keys of many candidates matter, and what matters depends on the counts.
 */
async function countWhatMatchAsks(
  registrations: readonly MatchRegistration[],
  candidates: readonly (readonly MatchContact[])[],
  statistics: CountedKeys,
): Promise<void> {
  let open = registrations.map((_, index) => index);
  while (open.length > 0) {
    const incomplete: number[] = [];
    const missing = new Set<string>();
    for (const index of open) {
      const registration = registrations[index];
      if (registration === undefined) continue;
      const asked = new AskedKeys(statistics);
      match(registration, candidates[index] ?? [], asked);
      if (asked.missing.size === 0) continue;
      incomplete.push(index);
      for (const key of asked.missing) missing.add(key);
    }
    await statistics.count([...missing]);
    open = incomplete;
  }
}

/** Passes on what is known and notes what is not. */
class AskedKeys implements MatchStatistics {
  readonly missing = new Set<string>();
  readonly #known: CountedKeys;

  constructor(known: CountedKeys) {
    this.#known = known;
  }

  get total(): number {
    return this.#known.total;
  }

  frequency(key: string): number {
    if (this.#known.has(key)) return this.#known.frequency(key);
    this.missing.add(key);
    return 0;
  }
}
