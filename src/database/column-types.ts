import pg from 'pg';

const { builtins } = pg.types;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

/** A whole number of PostgreSQL's `bigint`; throws where JavaScript would round it. */
function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The bigint ${text} does not fit a JavaScript number.`);
  return value;
}

// The library's list of types has no arrays, though it parses them.
const TEXT_ARRAY = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const parseTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY);

/** `{1,NULL}` → `[1, null]`. */
function parseArray<T>(text: string, parse: (element: string) => T): (T | null)[] {
  return parseTextArray(text).map((element) => (element === null ? null : parse(element)));
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: parseBigint,
  [INT8_ARRAY]: (text) => parseArray(text, parseBigint),
  // A calendar day has no time zone; as a Date it would be another day west of Greenwich.
  [builtins.DATE]: (text) => text,
  [DATE_ARRAY]: (text) => parseArray(text, (day) => day),
};

/**
 * How column values arrive: `bigint` as a number (checked to be exact), `date` as 'YYYY-MM-DD', `timestamptz` as
 * a Date, `json` and `jsonb` parsed, `numeric` as a string. Given to each pool, so that the library's global
 * table stays as it is.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = format === 'binary' ? undefined : parsers[oid];
    return own ?? pg.types.getTypeParser(oid, format);
  },
};
