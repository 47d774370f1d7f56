import { type Kysely, sql } from 'kysely';

/**
 * Every column of every table of a schema in which one of the words stands, whatever its type, as `table.column`; in any
 * letters, and also within bytes.
 */
export async function whereItStands(
  db: Pick<Kysely<never>, 'getExecutor'>,
  schema: 'office' | 'gate',
  words: readonly string[],
): Promise<string[]> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = ${schema} AND table_type = 'BASE TABLE'
      AND data_type NOT IN ('uuid', 'bigint', 'integer', 'boolean', 'timestamp with time zone')
    ORDER BY table_name, column_name`.execute(db);
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const value = sql.ref(`${schema}.${table}.${column}`);
    const text = type === 'bytea' ? sql`encode(${value}, 'escape')` : sql`${value}::text`;
    const { rows } = await sql`
      SELECT FROM ${sql.table(`${schema}.${table}`)}
      WHERE EXISTS (SELECT FROM unnest(${[...words]}::text[]) AS word
        WHERE position(lower(word) IN lower(${text})) > 0) LIMIT 1`.execute(db);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
