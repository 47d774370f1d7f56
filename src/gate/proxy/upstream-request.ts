import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { UpstreamHost } from '../../core/upstream-host.ts';
import type { TrustedPeers } from '../check/trusted-peers.ts';
import type { IdentityHeaders } from '../identity/identity-headers.ts';
import { passOnHeaders } from '../identity/visitor-headers.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { AnswerRules } from './answer-headers.ts';
import { loopMark } from './loop-mark.ts';
import type { AgentPair } from './upstream-agents.ts';

/** Where a request goes on to. */
export interface Upstream {
  readonly website: PublishedWebsite;
  /** The website's own address; a path in it stands before every path. */
  readonly address: URL;
  /** Which `Host` it is called by. */
  readonly host: UpstreamHost;
  readonly identity: IdentityHeaders;
  readonly trusted: TrustedPeers;
}

/** Headers of an answer larger than this, in bytes, are too many. */
const largestHead = 65_536;

/**
 * Begins the request to the website: what the visitor sent, without hop-by-hop headers and every spelling of the
 * gate's own (GATE.md), with who is there, and with `X-Forwarded-For`, `-Host` and `-Proto`. TLS is begun under the
 * name in the website's address (SNI), whatever `Host` it is called by, and its certificate verified for that name.
 * @param connection headers that concern the connection to the website only
 */
export function requestUpstream(
  { website, address, host, identity, trusted }: Upstream,
  incoming: IncomingMessage,
  agents: AgentPair,
  connection: readonly (readonly [string, string])[],
): ClientRequest {
  const isTls = address.protocol === 'https:';
  const peer = plainAddress(incoming.socket.remoteAddress ?? '');
  const before = trusted(peer) ? String(incoming.headers['x-forwarded-for'] ?? '') : '';
  const headers = [
    ...passOnHeaders(incoming.rawHeaders, website.secure).filter(
      ([name]) => !rewritten.has(name.toLowerCase()),
    ),
    ...Object.entries(identity),
    ['Host', host === 'visitor' ? (incoming.headers.host ?? '') : address.host],
    ['X-Forwarded-For', before === '' ? peer : `${before}, ${peer}`],
    ['X-Forwarded-Host', incoming.headers.host ?? ''],
    ['X-Forwarded-Proto', website.secure ? 'https' : 'http'],
    ['CDN-Loop', loopMark(incoming, website)],
    ...connection,
  ];
  return (isTls ? https : http).request({
    protocol: address.protocol,
    hostname: address.hostname.replace(/^\[|\]$/g, ''),
    port: address.port === '' ? (isTls ? 443 : 80) : Number(address.port),
    method: incoming.method ?? 'GET',
    path: address.pathname.replace(/\/+$/, '') + (incoming.url ?? '/'),
    // As a list: names keep their spelling, and what came several times goes on several times.
    headers: headers.flat(),
    setHost: false,
    agent: isTls ? agents.https : agents.http,
    // The agents' limit is for connections that nobody uses.
    timeout: 0,
    maxHeaderSize: largestHead,
  });
}

/** What holds for the answers of a website. */
export function answerRules({ website, address, host }: Upstream, isPrivate: boolean): AnswerRules {
  const names = host === 'visitor' ? website.hosts : [];
  return { address, names, secure: website.secure, isPrivate };
}

const rewritten = new Set(['expect', 'cdn-loop']);

/** An IPv4 address as such, also where the gate listens on IPv6 for both. */
function plainAddress(address: string): string {
  return /^::ffff:[\d.]+$/i.test(address) ? address.slice(7) : address;
}
