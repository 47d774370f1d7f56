import { isStripped } from '../identity/visitor-headers.ts';

/** What a trailer may not change, as it stands in the head of a message (RFC 9110 §6.5.1). */
const headOnly = new Set([
  'age',
  'authorization',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'cookie',
  'date',
  'expect',
  'expires',
  'host',
  'location',
  'max-forwards',
  'pragma',
  'range',
  'set-cookie',
  'vary',
  'www-authenticate',
]);

/**
 * The trailers of a message that go on, as pairs: without what belongs into its head, and without every spelling of the
 * gate's own headers. `raw`: `rawTrailers` of Node.js.
 */
export function passOnTrailers(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, index): [string, string] => [
    raw[2 * index] ?? '',
    raw[2 * index + 1] ?? '',
  ]).filter(([name]) => !isStripped(name) && !headOnly.has(name.toLowerCase()));
}

/** Whether somebody takes trailers (`TE: trailers`, RFC 9110 §10.1.4). */
export function takesTrailers(te: string | string[] | undefined): boolean {
  return String(te ?? '')
    .split(',')
    .some((coding) => coding.trim().toLowerCase() === 'trailers');
}
