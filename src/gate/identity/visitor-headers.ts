import { trimSpace } from '../sessions/trim-space.ts';

/** A request's headers as they came, name and value in turn (`rawHeaders` of Node.js). */
export type RawHeaders = readonly string[];

/** Headers that concern one connection only (RFC 9110 §7.6.1) and are never passed on. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** Headers that only the gate may write, or that make some servers read another path, host or proxy. */
const reserved = new Set([
  'remote-user',
  'remote-email',
  'remote-name',
  'remote-groups',
  'forwarded',
  'x-real-ip',
  'x-original-url',
  'x-original-uri',
  'x-original-method',
  'x-original-host',
  'x-rewrite-url',
  'proxy',
]);

/**
 * Whether a header of a visitor's request must not reach the website: hop-by-hop, or one of the gate's own in any
 * spelling. Servers turn `-`, `_` and `.` into the same variable (CGI, WSGI), so they count as one.
 */
export function isStripped(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z\d]/g, '-');
  return (
    hopByHop.has(plain) ||
    reserved.has(plain) ||
    plain.startsWith('gatehouse-') ||
    plain.startsWith('x-forwarded-')
  );
}

/** Whether a header of an answer concerns one connection only. `named`: what its `Connection` header names. */
export function isHopByHop(name: string, named: ReadonlySet<string>): boolean {
  return hopByHop.has(name) || named.has(name);
}

/** Lower-case names that a `Connection` header declares hop-by-hop. */
export function namedByConnection(connection: string | undefined): ReadonlySet<string> {
  return new Set((connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
}

/**
 * The headers of a visitor's request that go on to the website: without hop-by-hop headers, without every
 * spelling of the gate's own, and without the gate's cookies. What the visitor sent several times stays so.
 * `secure`: the website's visitors come by https.
 */
export function passOnHeaders(raw: RawHeaders, secure: boolean): [name: string, value: string][] {
  const passed: [string, string][] = [];
  const pairs = Array.from({ length: raw.length / 2 }, (_, index): [string, string] => [
    raw[2 * index] ?? '',
    raw[2 * index + 1] ?? '',
  ]);
  const connection = pairs.filter(([name]) => name.toLowerCase() === 'connection').map(([, value]) => value);
  const named = namedByConnection(connection.join(','));
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    // Length and host are written anew; nobody may have them dropped by naming them in `Connection`.
    if (lower === 'host' || isStripped(lower)) continue;
    if (named.has(lower) && lower !== 'content-length' && lower !== 'cookie') continue;
    if (lower !== 'cookie') {
      passed.push([name, value]);
      continue;
    }
    const rest = withoutGateCookies(value, secure);
    if (rest !== '') passed.push([name, rest]);
  }
  return passed;
}

/** A `Cookie` header without the gate's own cookies. `secure`: the website's visitors come by https. */
export function withoutGateCookies(cookie: string, secure: boolean): string {
  return cookie
    .split(';')
    .map(trimSpace)
    .filter((pair) => pair !== '' && !isGateCookie(pair.split('=')[0]?.trim() ?? '', secure))
    .join('; ');
}

/**
 * Whether a cookie name belongs to the gate, so that the website may neither read nor set it: `__Host-gate…`, and on
 * development hosts (http) `gate` and `gate-…`.
 */
export function isGateCookie(name: string, secure: boolean): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith('__host-gate') || (!secure && (lower === 'gate' || lower.startsWith('gate-')));
}
