import { sql } from 'kysely';
import type { MatchStatistics } from '../../../core/matching/types.ts';
import type { OfficeDatabase } from '../../context.ts';
import { hashKey } from './key-hash.ts';

/** A key that more contacts have is counted beforehand (`recountPopularKeys`), as counting it takes long. */
export const POPULAR = 1000;

/**
 * How often match keys occur in a company's register, as far as they were asked for. Counts of keys that at most
 * `POPULAR` contacts have are exact; those above it may be as old as the last recount, which changes their weight
 * by less than a hundredth of a bit.
 */
export class CountedKeys implements MatchStatistics {
  readonly total: number;
  readonly #db: OfficeDatabase;
  readonly #companyId: string;
  readonly #counts = new Map<string, number>();

  constructor(db: OfficeDatabase, companyId: string, total: number) {
    this.#db = db;
    this.#companyId = companyId;
    this.total = total;
  }

  /**
   * The count of a key.
   * @throws Error for a key that was not counted: a guess would make what is common look rare
   */
  frequency(key: string): number {
    const count = this.#counts.get(key);
    if (count === undefined) throw new Error(`the match key ${key} was not counted`);
    return count;
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  set(key: string, count: number): void {
    this.#counts.set(key, count);
  }

  /** Counts keys, each once. */
  async count(keys: readonly string[]): Promise<void> {
    const wanted = new Map(
      keys.filter((key) => !this.#counts.has(key)).map((key) => [hashKey(this.#companyId, key), key]),
    );
    if (wanted.size === 0) return;
    const { rows } = await sql<{ key: number; count: number }>`
      SELECT wanted.key, coalesce(popular.count,
        (SELECT count(*) FROM office.contacts_with_key(${this.#companyId}::uuid, wanted.key, ${POPULAR + 1}))) AS count
      FROM unnest(${[...wanted.keys()]}::bigint[]) AS wanted(key)
      LEFT JOIN contact_match_count popular
        ON popular.company_id = ${this.#companyId} AND popular.key = wanted.key`.execute(this.#db);
    for (const { key, count } of rows) {
      const name = wanted.get(key);
      if (name === undefined) continue;
      this.set(name, count > POPULAR + 1 ? count : await this.#exact(key, count));
    }
  }

  /** A key that became popular since the last recount is counted whole. */
  async #exact(key: number, atLeast: number): Promise<number> {
    if (atLeast <= POPULAR) return atLeast;
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM office.contacts_with_key(${this.#companyId}::uuid, ${key}, NULL)`.execute(
      this.#db,
    );
    return rows[0]?.count ?? atLeast;
  }
}

/** How many contacts a company has. */
export async function countContacts(db: OfficeDatabase, companyId: string): Promise<number> {
  const { count } = await db
    .selectFrom('contact')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow();
  return count;
}
