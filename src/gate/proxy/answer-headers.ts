import type { IncomingMessage } from 'node:http';
import { isGateCookie, isHopByHop, namedByConnection } from '../identity/visitor-headers.ts';

export interface AnswerRules {
  /** The website's own address, which visitors can't reach. */
  readonly address: URL;
  /** Visitors come by https. */
  readonly secure: boolean;
  /** The answer belongs to one visitor, or to the closed part: shared caches must not keep it. */
  readonly isPrivate: boolean;
  /** The answer opens a WebSocket; `Connection` and `Upgrade` belong to it. */
  readonly isUpgrade?: boolean;
}

/**
 * The headers of a website's answer for the visitor, name and value in turn: without hop-by-hop headers, with
 * redirects to the website's inner address turned into paths, without attempts to set the gate's cookies, and
 * with `Cache-Control: private` where the answer belongs to one visitor.
 */
export function answerHeaders(answer: IncomingMessage, rules: AnswerRules): string[] {
  const named = rules.isUpgrade === true ? new Set<string>() : namedByConnection(answer.headers.connection);
  const headers: string[] = [];
  const { rawHeaders } = answer;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const lower = name.toLowerCase();
    const ofUpgrade = rules.isUpgrade === true && (lower === 'connection' || lower === 'upgrade');
    if (!ofUpgrade && isHopByHop(lower, named)) continue;
    if (lower === 'set-cookie' && isGateCookie(value.split('=')[0]?.trim() ?? '', rules.secure)) continue;
    if (lower === 'cache-control' && rules.isPrivate) continue;
    headers.push(name, lower === 'location' ? outerLocation(value, rules.address) : value);
  }
  if (rules.isPrivate) headers.push('Cache-Control', privateCaching(answer.headers['cache-control']));
  return headers;
}

/** A redirect within the website's inner address, as a path; any other as it is. */
export function outerLocation(location: string, address: URL): string {
  if (!/^https?:\/\//i.test(location)) return location;
  const base = address.pathname.replace(/\/+$/, '');
  let target: URL;
  try {
    target = new URL(location);
  } catch {
    return location;
  }
  const isInside =
    target.origin === address.origin && (target.pathname === base || target.pathname.startsWith(`${base}/`));
  if (!isInside) return location;
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
