import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { OwnPlaces } from '../../core/upstream-address.ts';
import type { TrustedPeers } from '../check/trusted-peers.ts';
import type { IdentityHeaders } from '../identity/identity-headers.ts';
import { passOnHeaders } from '../identity/visitor-headers.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { guardConnections } from './guard-connections.ts';

/** Connections to websites; kept open between requests. */
export interface UpstreamAgents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** `own`: where no connection may lead, whatever a website's address says. */
export function createUpstreamAgents(own: OwnPlaces): UpstreamAgents {
  const options = { keepAlive: true, maxFreeSockets: 64, timeout: 0 };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  guardConnections(agents.http, own);
  guardConnections(agents.https, own);
  return agents;
}

/** Where a request goes on to. */
export interface Upstream {
  readonly website: PublishedWebsite;
  /** The website's own address; a path in it stands before every path. */
  readonly address: URL;
  readonly identity: IdentityHeaders;
  readonly trusted: TrustedPeers;
  readonly agents: UpstreamAgents;
}

/**
 * Begins the request to the website: what the visitor sent, without hop-by-hop headers and every spelling of the
 * gate's own (GATE.md), with who is there, and with `X-Forwarded-For`, `-Host` and `-Proto`. `Host` is the
 * website's own. Its certificate is verified, where it has one.
 */
export function requestUpstream(
  { website, address, identity, trusted, agents }: Upstream,
  incoming: IncomingMessage,
  connection: readonly (readonly [string, string])[],
): ClientRequest {
  const isTls = address.protocol === 'https:';
  const peer = incoming.socket.remoteAddress ?? '';
  const before = trusted(peer) ? String(incoming.headers['x-forwarded-for'] ?? '') : '';
  const headers = [
    ...passOnHeaders(incoming.rawHeaders, website.secure).filter(([name]) => name.toLowerCase() !== 'expect'),
    ...Object.entries(identity),
    ['Host', address.host],
    ['X-Forwarded-For', before === '' ? peer : `${before}, ${peer}`],
    ['X-Forwarded-Host', incoming.headers.host ?? ''],
    ['X-Forwarded-Proto', website.secure ? 'https' : 'http'],
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
  });
}
