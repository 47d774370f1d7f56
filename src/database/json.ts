import { type RawBuilder, sql } from 'kysely';

/**
 * A value for a `jsonb` column. The driver would send a JavaScript array as a PostgreSQL array and a string as
 * it is; this sends any value as JSON. `null` becomes JSON's null; write a plain `null` for SQL's.
 */
export function jsonb<Value>(value: Value): RawBuilder<Value> {
  return sql<Value>`${JSON.stringify(value)}::jsonb`;
}
