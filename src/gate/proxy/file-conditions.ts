import type { IncomingHttpHeaders } from 'node:http';

/** By what a browser tells whether it has a file already (RFC 9110 §8.8). */
export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Time of the last change in milliseconds; seconds count. */
  readonly changedMs: number;
}

/** What a file's change time and size make of it: another file under the name has another one. */
export function etagOf(changedMs: number, size: number, encoding: string): string {
  const time = Math.round(changedMs * 1000).toString(36);
  return `"${time}-${size.toString(36)}${encoding === '' ? '' : `-${encoding}`}"`;
}

/** What a request's conditions say about sending a file, in their order of RFC 9110 §13.2.2. */
export function conditionsOf(
  headers: IncomingHttpHeaders,
  { etag, changedMs }: Validators,
): 'send' | 'not_modified' | 'precondition_failed' {
  const match = headers['if-match'];
  const unmodifiedSince = timeOf(headers['if-unmodified-since']);
  if (match !== undefined) {
    if (!namesTag(match, etag, true)) return 'precondition_failed';
  } else if (unmodifiedSince !== null && seconds(changedMs) > seconds(unmodifiedSince)) {
    return 'precondition_failed';
  }
  const noneMatch = headers['if-none-match'];
  const modifiedSince = timeOf(headers['if-modified-since']);
  if (noneMatch !== undefined) return namesTag(noneMatch, etag, false) ? 'not_modified' : 'send';
  return modifiedSince !== null && seconds(changedMs) <= seconds(modifiedSince) ? 'not_modified' : 'send';
}

/** A piece of a file, both ends included. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * The piece of a file that a GET asks for (RFC 9110 §14.2); null for the whole. Several pieces, other units, what can't
 * be read and a piece of an older file (`If-Range`) are answered with the whole.
 */
export function pieceOf(
  headers: IncomingHttpHeaders,
  size: number,
  { etag, changedMs }: Validators,
): Piece | 'unsatisfiable' | null {
  const range = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(headers.range ?? '');
  const [, first = '', last = ''] = range ?? [];
  if (range === null || (first === '' && last === '')) return null;
  const ifRange = headers['if-range'];
  if (typeof ifRange === 'string' && !isSame(ifRange, etag, changedMs)) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}

/** `If-Range` compares strongly (RFC 9110 §13.1.5). */
function isSame(value: string, etag: string, changedMs: number): boolean {
  if (value.includes('"')) return value.trim() === etag;
  const time = timeOf(value);
  return time !== null && seconds(time) === seconds(changedMs);
}

function namesTag(list: string, etag: string, isStrong: boolean): boolean {
  if (list.trim() === '*') return true;
  return list
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === etag || (!isStrong && tag === `W/${etag}`));
}

function timeOf(value: string | undefined): number | null {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
