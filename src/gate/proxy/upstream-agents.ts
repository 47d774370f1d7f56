import http from 'node:http';
import https from 'node:https';
import type { OwnPlaces } from '../../core/upstream-address.ts';
import { guardConnections } from './guard-connections.ts';

export interface AgentPair {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** Connections to websites. */
export interface UpstreamAgents {
  /** Kept open between requests, and used again. */
  readonly kept: AgentPair;
  /** One connection a request, for a request whose kept connection turned out to be closed. */
  readonly fresh: AgentPair;
  destroy(): void;
}

/**
 * How long an unused connection is kept, in milliseconds: shorter than the servers that close theirs soonest (5 s),
 * so that a request seldom meets one that is just being closed. `Keep-Alive: timeout=` shortens it further.
 */
const keptMs = 4_000;

/** `own`: where no connection may lead, whatever a website's address says. */
export function createUpstreamAgents(own: OwnPlaces): UpstreamAgents {
  const pair = (options: http.AgentOptions): AgentPair => {
    const agents = { http: new http.Agent(options), https: new https.Agent(options) };
    guardConnections(agents.http, own);
    guardConnections(agents.https, own);
    return agents;
  };
  const kept = pair({ keepAlive: true, keepAliveMsecs: 15_000, maxFreeSockets: 64, timeout: keptMs });
  const fresh = pair({ keepAlive: false });
  return {
    kept,
    fresh,
    destroy() {
      for (const agents of [kept, fresh]) {
        agents.http.destroy();
        agents.https.destroy();
      }
    },
  };
}
