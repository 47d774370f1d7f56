import { AppError } from '../core/errors.ts';
import type { Schema } from './schema.ts';

/** The setting that holds the address of a side's database. */
export function variableOf(schema: Schema): string {
  return schema === 'office' ? 'OFFICE_DATABASE_URL' : 'GATE_DATABASE_URL';
}

/** SQLSTATE of an error from the server, or the code of one from the network; '' where it has neither. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Codes that mean: not now, but soon (starting up, shutting down, too many connections, not listening yet). */
const PASSING = new Set([
  '57P03',
  '57P01',
  '57P02',
  '53300',
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EAI_AGAIN',
]);

/** Whether waiting may help. */
export function mayPass(error: unknown): boolean {
  return PASSING.has(codeOf(error));
}

const LOGIN_REFUSED = new Set(['28000', '28P01']);

/**
 * What to tell an operator about a connection that failed. Names the setting, never its value: that holds a
 * password.
 */
export function explainConnectionError(error: unknown, schema: Schema, url: string): AppError {
  if (error instanceof AppError) return error;
  const variable = variableOf(schema);
  const cause = { cause: error };
  const code = codeOf(error);
  if (LOGIN_REFUSED.has(code)) return new AppError('database_login_refused', { variable }, cause);
  if (code === '3D000') {
    return new AppError('database_not_found', { variable, database: partsOf(url).database }, cause);
  }
  if (code === '42501') return rightsMissing(error, schema, url);
  return new AppError('database_unreachable', { variable, reason: plainReason(error) }, cause);
}

/** The refusal for a database user that may not do what Gatehouse needs. */
export function rightsMissing(error: unknown, schema: Schema, url: string): AppError {
  const { user, database } = partsOf(url);
  const reason = plainReason(error);
  const params = { user, database, reason, variable: variableOf(schema) };
  return new AppError('database_rights_missing', params, { cause: error });
}

/**
 * Checks that a setting is a PostgreSQL address.
 * @throws AppError `database_url_invalid`
 */
export function checkUrl(url: string, schema: Schema): void {
  if (URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol)) return;
  throw new AppError('database_url_invalid', { variable: variableOf(schema) });
}

/** PostgreSQL 15, as `server_version_num` writes it. */
const OLDEST_SERVER = 150_000;

/**
 * Checks the version of a server, given as its `server_version_num` and `server_version`.
 * @throws AppError `database_too_old`
 */
export function checkServerVersion(number: number, name: string, schema: Schema): void {
  if (number >= OLDEST_SERVER) return;
  throw new AppError('database_too_old', { version: name, variable: variableOf(schema) });
}

function partsOf(url: string): { user: string; database: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const user = decodeURIComponent(parsed?.username ?? '');
  const database = decodeURIComponent(parsed?.pathname.slice(1) ?? '');
  return { user, database: database === '' ? user : database };
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'no answer within the time',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNRESET: 'the connection was cut off',
  '57P03': 'the server is starting or stopping',
  '53300': 'the server has no connection left',
};

/** An error's reason in plain words. */
export function plainReason(error: unknown): string {
  const known = REASONS[codeOf(error)];
  if (known !== undefined) return known;
  // Happy eyeballs: one error per address that was tried.
  if (error instanceof AggregateError && error.errors.length > 0) return plainReason(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  return /timeout/i.test(message) ? 'no answer within the time' : message;
}
