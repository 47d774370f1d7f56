import { type RawBuilder, sql } from 'kysely';
import type { OfficeDatabase, OfficeTransaction } from '../../context.ts';
import type { SortKeys } from './contact-order.ts';
import {
  type ListedRow,
  listedColumns,
  MOST_COUNTED,
  type PageRequest,
  passesFilter,
  upToMost,
} from './listed-contact.ts';
import { registerSize } from './register-size.ts';
import { escapeLike, type SearchedText } from './searched-words.ts';

interface Found {
  readonly rows: ListedRow[];
  readonly total: number | null;
}

/** Contacts looked through in order before the index of words is asked. */
const LOOKED_THROUGH = 1000;
/** With fewer hits than this, contacts are shown whose words only resemble. */
const FEW = 3;
/** How alike a word must be to count as mistyped (pg_trgm, 0 to 1): `jansn` for `jansen`, not `jan`. */
const ALIKE = 0.45;
const MOST_ALIKE = 20;

/**
 * Finds contacts by words that must all be there. Two ways: words that many contacts have are found by looking
 * through the list in its order, which soon fills a page; for others the index of words knows all that have them, few
 * enough to sort. So neither a common nor a rare word takes long among a million. Where little is found, contacts
 * follow whose words only resemble what was typed.
 */
export async function searchContacts(
  db: OfficeDatabase,
  request: PageRequest,
  text: SearchedText,
  byRelevance: boolean,
): Promise<Found> {
  const size = request.start === null ? await registerSize(db, request.filter.companyId) : 0;
  return db.transaction().execute(async (trx) => {
    await forceIndexes(trx);
    const common = await lookThrough(trx, request, text, byRelevance, size);
    if (common !== null) return common;
    const found = await askIndex(trx, request, text, byRelevance);
    const isFew = request.start === null && found.rows.length < FEW && text.guessable.length > 0;
    return isFew ? addResembling(trx, request, text, found) : found;
  });
}

/** The planner can't know how rare a word is and would rather read whole tables. */
async function forceIndexes(trx: OfficeTransaction): Promise<void> {
  await sql`SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`.execute(
    trx,
  );
}

/** 0 the number that was typed, 1 a name that begins so, 2 all else. */
function rankOf(text: SearchedText, byRelevance: boolean): RawBuilder<number> {
  if (!byRelevance) return sql<number>`0`;
  return sql<number>`CASE WHEN c.number = ${text.whole} THEN 0 WHEN ${nameBegins(text)} THEN 1 ELSE 2 END`;
}

function nameBegins(text: SearchedText): RawBuilder<boolean> {
  return sql<boolean>`office.plain(c.name) COLLATE "C" LIKE office.plain(${`${escapeLike(text.whole)}%`})`;
}

/** True where each word stands in one of its spellings; the query names the words' table `s`. */
function hasWords(text: SearchedText): RawBuilder<boolean> {
  const words = text.words.map((patterns) => sql`(${sql.join(patterns.map(isIn), sql` OR `)})`);
  const all = sql`(${sql.join(words, sql` AND `)})`;
  return text.phone === null ? sql<boolean>`${all}` : sql<boolean>`(${all} OR ${isIn(text.phone)})`;
}

function isIn(pattern: string): RawBuilder<boolean> {
  return sql<boolean>`s.words LIKE office.plain(${pattern})`;
}

/** A page found by looking through the first contacts of the order; null where these don't fill it. */
async function lookThrough(
  trx: OfficeTransaction,
  request: PageRequest,
  text: SearchedText,
  byRelevance: boolean,
  size: number,
): Promise<Found | null> {
  const { filter, order, start, limit } = request;
  const rank = rankOf(text, byRelevance);
  const from = (ofRank: number): SortKeys | null => (start?.rank === ofRank ? start.keys : null);
  const rows: ListedRow[] = [];
  const add = async (ofRank: number, condition: RawBuilder<boolean>): Promise<void> => {
    if (start !== null && start.rank > ofRank) return;
    const found = await sql<ListedRow>`
      SELECT ${listedColumns(order, rank)} FROM contact c
      WHERE ${passesFilter(filter)} AND ${condition} AND ${order.after(from(ofRank))}
      ORDER BY ${order.orderBy} LIMIT ${limit - rows.length}`.execute(trx);
    rows.push(...found.rows);
  };
  if (byRelevance) {
    await add(0, sql<boolean>`c.number = ${text.whole}`);
    await add(1, sql<boolean>`${nameBegins(text)} AND c.number <> ${text.whole}`);
  }
  const last = byRelevance ? 2 : 0;
  const { rows: others } = await sql<ListedRow & { passes: boolean }>`
    SELECT ${listedColumns(order, rank)}, ${passesFilter(filter)} AS passes
    FROM (SELECT * FROM contact c WHERE c.company_id = ${filter.companyId} AND ${order.after(from(last))}
      ORDER BY ${order.orderBy} LIMIT ${LOOKED_THROUGH}) AS c
    JOIN contact_search s ON s.company_id = c.company_id AND s.contact_id = c.id
    WHERE ${hasWords(text)}
    ORDER BY ${order.orderBy}`.execute(trx);
  rows.push(...others.filter((row) => row.passes && row.rank === last).slice(0, limit - rows.length));
  if (rows.length < limit) return null;
  const isDense = (others.length / LOOKED_THROUGH) * size > 1.5 * MOST_COUNTED;
  return { rows, total: start !== null || isDense ? null : await countFound(trx, request, text) };
}

/** All contacts that have the words, sorted. */
async function askIndex(
  trx: OfficeTransaction,
  { filter, order, start, limit }: PageRequest,
  text: SearchedText,
  byRelevance: boolean,
): Promise<Found> {
  const rank = rankOf(text, byRelevance);
  const after =
    start === null
      ? sql`true`
      : sql`(${rank} > ${start.rank} OR (${rank} = ${start.rank} AND ${order.after(start.keys)}))`;
  const { rows } = await sql<ListedRow & { total: number }>`
    WITH found AS MATERIALIZED (
      SELECT s.contact_id FROM contact_search s WHERE s.company_id = ${filter.companyId} AND ${hasWords(text)})
    SELECT ${listedColumns(order, rank)}, count(*) OVER () AS total
    FROM found JOIN contact c ON c.company_id = ${filter.companyId} AND c.id = found.contact_id
    WHERE ${passesFilter(filter)} AND ${after}
    ORDER BY rank, ${order.orderBy} LIMIT ${limit}`.execute(trx);
  return { rows, total: start === null ? upToMost(rows[0]?.total ?? 0) : null };
}

async function countFound(
  trx: OfficeTransaction,
  { filter }: PageRequest,
  text: SearchedText,
): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`
    WITH found AS MATERIALIZED (
      SELECT s.contact_id FROM contact_search s WHERE s.company_id = ${filter.companyId} AND ${hasWords(text)})
    SELECT count(*) AS count FROM found
    JOIN contact c ON c.company_id = ${filter.companyId} AND c.id = found.contact_id
    WHERE ${passesFilter(filter)}`.execute(trx);
  return upToMost(rows[0]?.count ?? 0);
}

/** Adds contacts whose words resemble what was typed, most alike first; there is no further page of these. */
async function addResembling(
  trx: OfficeTransaction,
  { filter, order, limit }: PageRequest,
  text: SearchedText,
  found: Found,
): Promise<Found> {
  const known = found.rows.map((row) => row.id);
  const guessed = new Set(text.guessable);
  const others = text.whole.split(' ').filter((word) => !guessed.has(word));
  const conditions = [
    ...text.guessable.map((word) => sql`office.plain(${word}) <% s.words`),
    ...others.map((word) => isIn(`%${escapeLike(word)}%`)),
  ];
  const alike = text.guessable.map((word) => sql`word_similarity(office.plain(${word}), s.words)`);
  const { rows } = await sql<ListedRow>`
    WITH found AS MATERIALIZED (
      SELECT s.contact_id, ${sql.join(alike, sql` + `)} AS alike FROM contact_search s
      WHERE s.company_id = ${filter.companyId} AND ${sql.join(conditions, sql` AND `)})
    SELECT ${listedColumns(order, sql<number>`3`)}
    FROM found JOIN contact c ON c.company_id = ${filter.companyId} AND c.id = found.contact_id
    WHERE ${passesFilter(filter)} AND NOT c.id = ANY(${known}::uuid[])
    ORDER BY found.alike DESC, ${order.orderBy} LIMIT ${Math.min(MOST_ALIKE, limit - 1 - known.length)}`.execute(
    trx,
  );
  return { rows: [...found.rows, ...rows], total: found.rows.length + rows.length };
}
