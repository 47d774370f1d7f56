import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import { checkServerVersion, checkUrl, explainConnectionError, mayPass } from './connection-errors.ts';
import { type DatabaseLog, silentLog } from './log.ts';
import type { Schema } from './schema.ts';

export type { Transaction } from 'kysely';
export type { Schema } from './schema.ts';

/** A pool of connections to one schema. */
export interface Database<Tables> {
  readonly kysely: Kysely<Tables>;
  /** For what Kysely has no words for: COPY, cursors. */
  readonly pool: pg.Pool;
  /** What was connected to; holds the password. For `listen` and `migrate`. */
  readonly url: string;
  readonly schema: Schema;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Most connections at once; 10. */
  maxConnections?: number;
  /** What `pg_stat_activity` shows; `gatehouse <schema>`. */
  applicationName?: string;
  /** How long to go on trying while the server is absent or starting, in milliseconds; 0 tries once. */
  patienceMs?: number;
  log?: DatabaseLog;
}

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_MS = 10_000;

/**
 * Settings of each connection. No statement waits for a lock, and no transaction stays idle, for ever; a long
 * statement (an import, a matching run) may take its time.
 */
const SESSION = {
  lock_timeout: '30s',
  idle_in_transaction_session_timeout: '120s',
  statement_timeout: '15min',
  timezone: 'UTC',
} as const;

/**
 * Opens a pool on a schema of a PostgreSQL database and checks that it can be used.
 * @throws AppError `database_unreachable`, `database_login_refused`, `database_not_found`, `database_too_old`,
 *   `database_url_invalid`; their texts name OFFICE_DATABASE_URL or GATE_DATABASE_URL and no password
 */
export async function openDatabase<Tables>(
  url: string,
  schema: Schema,
  options: ConnectOptions = {},
): Promise<Database<Tables>> {
  const { patienceMs = 0, log = silentLog } = options;
  const pool = new pg.Pool({
    ...connectionConfig(url, schema, options),
    max: options.maxConnections ?? 10,
    // An idle connection costs the server some megabytes and a new one some milliseconds.
    idleTimeoutMillis: IDLE_MS,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`));
  try {
    await whenPossible(patienceMs, () => checkVersion(pool, schema));
  } catch (error) {
    await pool.end();
    throw explainConnectionError(error, schema, url);
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    await kysely.destroy();
    // Kysely ends only a pool that it has used; the connection of the check above would keep the process alive.
    if (!pool.ending) await pool.end();
  };
  return { kysely, pool, url, schema, close };
}

/**
 * The settings for one connection to a schema, for callers that need a `pg.Client` of their own.
 * @throws AppError `database_url_invalid`
 */
export function connectionConfig(
  url: string,
  schema: Schema,
  options: { applicationName?: string; session?: Readonly<Record<string, string>> } = {},
): pg.ClientConfig {
  checkUrl(url, schema);
  const session = { search_path: `${schema},public`, ...SESSION, ...options.session };
  return {
    connectionString: url,
    application_name: options.applicationName ?? `gatehouse ${schema}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: columnTypes,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  };
}

async function checkVersion(pool: pg.Pool, schema: Schema): Promise<void> {
  const { rows } = await pool.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  for (const { number, name } of rows) checkServerVersion(Number(number), name, schema);
}

/** Tries again every half second while the error may pass, for at most `patienceMs`. */
async function whenPossible(patienceMs: number, attempt: () => Promise<void>): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
