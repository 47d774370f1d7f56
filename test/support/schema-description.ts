import type pg from 'pg';

/** Everything that makes a schema, one line a thing, sorted, so that two can be compared. */
export async function describeSchema(client: pg.ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION, [schema]);
  return rows.map((row) => row.line);
}

const DESCRIPTION = `
WITH relation AS (
  SELECT c.oid, c.relname, c.relkind FROM pg_class c
   WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
)
SELECT format('%s %s', relkind, relname) AS line FROM relation
UNION ALL
SELECT format('column %s.%s %s %s default %s generated %s identity %s', relname, attname,
              format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' ELSE 'null' END,
              coalesce(pg_get_expr(adbin, adrelid), '-'), attgenerated, attidentity)
  FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
UNION ALL
SELECT format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = $1::regnamespace
UNION ALL
SELECT format('index %s', pg_get_indexdef(indexrelid)) FROM pg_index JOIN relation ON relation.oid = indrelid
UNION ALL
SELECT format('trigger %s', pg_get_triggerdef(pg_trigger.oid))
  FROM pg_trigger JOIN relation ON relation.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT format('function %s', pg_get_functiondef(oid))
  FROM pg_proc WHERE pronamespace = $1::regnamespace AND prokind IN ('f', 'p')
UNION ALL
SELECT format('type %s %s', typname, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder)
                                        FROM pg_enum WHERE enumtypid = pg_type.oid))
  FROM pg_type WHERE typnamespace = $1::regnamespace AND typtype IN ('e', 'd')
UNION ALL
SELECT format('view %s %s', relname, pg_get_viewdef(oid)) FROM relation WHERE relkind IN ('v', 'm')
UNION ALL
SELECT format('policy %s %s %s', relname, polname, pg_get_expr(polqual, polrelid))
  FROM pg_policy JOIN relation ON relation.oid = polrelid
ORDER BY line`;
