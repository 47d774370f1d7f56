import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { readCursor, writeCursor } from '../../keyset-cursor.ts';

export type SortedBy = 'name' | 'number' | 'town';

/** The columns that a list is sorted by, as its index has them, with their types; the last makes the order whole. */
const orders = {
  name: [
    { column: sql`office.plain(c.name) COLLATE "C"`, type: sql`text`, shape: z.string() },
    { column: sql`c.id`, type: sql`uuid`, shape: z.uuid() },
  ],
  number: [
    { column: sql`length(c.number)`, type: sql`integer`, shape: z.int().nonnegative() },
    { column: sql`c.number COLLATE "C"`, type: sql`text`, shape: z.string() },
  ],
  town: [
    { column: sql`office.plain(c.town) COLLATE "C"`, type: sql`text`, shape: z.string() },
    { column: sql`office.plain(c.name) COLLATE "C"`, type: sql`text`, shape: z.string() },
    { column: sql`c.id`, type: sql`uuid`, shape: z.uuid() },
  ],
} as const;

/** The values of a row by which it is sorted. */
export type SortKeys = readonly (string | number)[];

/** Where a page begins: the rank within a search (0 without one) and the sort values of the last row shown. */
export interface PageStart {
  readonly rank: number;
  readonly keys: SortKeys;
}

/** An order of contacts (keyset paging). The query names the table `c`. */
export class ContactOrder {
  readonly #parts: (typeof orders)[SortedBy];
  readonly #descending: boolean;

  constructor(sort: SortedBy, descending: boolean) {
    this.#parts = orders[sort];
    this.#descending = descending;
  }

  get orderBy(): RawBuilder<unknown> {
    const direction = this.#descending ? sql`DESC` : sql`ASC`;
    return sql.join(this.#parts.map(({ column }) => sql`${column} ${direction}`));
  }

  /** The sort values of a row, for the cursor. */
  get keys(): RawBuilder<SortKeys> {
    return sql<SortKeys>`jsonb_build_array(${this.#columns})`;
  }

  /** True for rows after those values; for all where there are none. */
  after(from: SortKeys | null): RawBuilder<boolean> {
    if (from === null) return sql<boolean>`true`;
    const values = this.#parts.map(({ type }, index) => sql`${from[index]}::${type}`);
    return sql<boolean>`(${this.#columns}) ${this.#descending ? sql`<` : sql`>`} (${sql.join(values)})`;
  }

  /** @throws AppError `invalid_input` for a cursor that is not of this order */
  readStart(cursor: string | undefined): PageStart | null {
    const start = readCursor(cursor, [z.int().nonnegative(), ...this.#parts.map(({ shape }) => shape)]);
    if (start === null) return null;
    const [rank, ...keys] = start;
    return { rank: Number(rank), keys: keys.map((key) => (typeof key === 'number' ? key : String(key))) };
  }

  writeStart(start: PageStart): string {
    return writeCursor([start.rank, ...start.keys]);
  }

  get #columns(): RawBuilder<unknown> {
    return sql.join(this.#parts.map(({ column }) => column));
  }
}
