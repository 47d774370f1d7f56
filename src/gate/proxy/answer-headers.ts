import type { IncomingMessage } from 'node:http';
import { isHopByHop, namedByConnection } from '../identity/visitor-headers.ts';
import { outerCookie } from './website-cookie.ts';

export interface AnswerRules {
  /** The website's own address, which visitors can't reach. */
  readonly address: URL;
  /** Host names by which the website may call itself besides, with the port of its own address. */
  readonly names: readonly string[];
  /** Visitors come by https. */
  readonly secure: boolean;
  /** The answer belongs to one visitor, or to the closed part: shared caches must not keep it. */
  readonly isPrivate: boolean;
  /** The answer opens a WebSocket; `Connection` and `Upgrade` belong to it. */
  readonly isUpgrade?: boolean;
}

/**
 * The headers of a website's answer for the visitor, name and value in turn: without hop-by-hop headers, with
 * redirects and cookies of the website's inner address turned to the outer one, without attempts to set the gate's
 * cookies, and kept for one visitor where the answer belongs to one.
 */
export function answerHeaders(answer: IncomingMessage, rules: AnswerRules): string[] {
  const named = rules.isUpgrade === true ? new Set<string>() : namedByConnection(answer.headers.connection);
  const headers: string[] = [];
  const { rawHeaders } = answer;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const lower = name.toLowerCase();
    const ofUpgrade = rules.isUpgrade === true && (lower === 'connection' || lower === 'upgrade');
    if (!ofUpgrade && isHopByHop(lower, named)) continue;
    if (frontServerOrders.has(lower)) continue;
    if (rules.isPrivate && isForCaches(lower)) continue;
    const value = outerValue(lower, rawHeaders[index + 1] ?? '', rules);
    if (value !== null) headers.push(name, value);
  }
  if (rules.isPrivate) {
    headers.push('Cache-Control', privateCaching(answer.headers['cache-control']));
    // Also the browser's own copy is not shown to whoever comes after a sign-out.
    if (!/(?:^|,)\s*(?:cookie|\*)\s*(?:,|$)/i.test(answer.headers.vary ?? '')) headers.push('Vary', 'Cookie');
  }
  // An nginx in front of the gate would collect events before it sends them.
  const isEvents = /^text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
  if (isEvents && answer.headers['x-accel-buffering'] === undefined) headers.push('X-Accel-Buffering', 'no');
  return headers;
}

/**
 * By these a website has the server right in front of it send another file or page. That one is the gate; whatever stands
 * before it, perhaps for websites of other companies too, takes none from here (I8).
 */
const frontServerOrders = new Set([
  'x-accel-redirect',
  'x-sendfile',
  'x-sendfile2',
  'x-lighttpd-send-file',
  'x-reproxy-url',
]);

/** A header's value as it is true outside, or null where there is none. */
function outerValue(name: string, value: string, { address, names, secure }: AnswerRules): string | null {
  switch (name) {
    case 'location':
    case 'content-location':
      return outerLocation(value, address, names);
    case 'set-cookie':
      return outerCookie(value, address, secure);
    // It names ports of the website's own server, which visitors can't reach.
    case 'alt-svc':
      return null;
    default:
      return value;
  }
}

/** What tells caches between visitor and gate to keep an answer: RFC 9111, RFC 9213, and what came before it. */
function isForCaches(name: string): boolean {
  return (
    ['cache-control', 'surrogate-control', 'edge-control', 'x-accel-expires'].includes(name) ||
    /(?:^|-)cdn-cache-control$/.test(name)
  );
}

/**
 * A redirect within the website's inner address, as a path; any other as it is. `names`: host names that the website
 * knows itself by; many servers write the port on which they listen behind the name that they were asked for.
 */
export function outerLocation(location: string, address: URL, names: readonly string[] = []): string {
  const base = address.pathname.replace(/\/+$/, '');
  const isWhole = /^(?:https?:)?\/\//i.test(location);
  // A path is true outside as it is, unless one stands before every path inside.
  if (!isWhole && (base === '' || !location.startsWith('/'))) return location;
  let target: URL;
  try {
    target = new URL(location, address);
  } catch {
    return location;
  }
  const isOwnPort = target.protocol === address.protocol && target.port === address.port;
  const isOwnHost = target.hostname === address.hostname || names.includes(target.hostname);
  const isWithin = target.pathname === base || target.pathname.startsWith(`${base}/`);
  if (!isOwnPort || !isOwnHost || !isWithin) return location;
  const path = target.pathname.slice(base.length);
  // Two slashes at the beginning would be read as another host.
  return `/${path.replace(/^\/+/, '')}${target.search}${target.hash}`;
}

/** What the website says about caching, narrowed to the visitor's own browser (RFC 9111 §5.2.2.7). */
export function privateCaching(said: string | undefined): string {
  const kept = (said ?? '')
    .split(',')
    .map((directive) => directive.trim())
    .filter(
      (directive) => directive !== '' && !/^(?:public|private|s-maxage|proxy-revalidate)\b/i.test(directive),
    );
  return ['private', ...(kept.length === 0 ? ['no-cache'] : kept)].join(', ');
}
