import type { IncomingMessage } from 'node:http';
import type { TrustedPeers } from './trusted-peers.ts';

/**
 * The visitor's network address: behind trusted proxies the last entry of X-Forwarded-For that is not one of them
 * (GATE.md).
 */
export function visitorAddress(trusted: TrustedPeers, { headers, socket }: IncomingMessage): string {
  const hops = [socket.remoteAddress ?? ''];
  const forwarded = headers['x-forwarded-for'];
  const entries = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  for (const entry of entries.reverse()) if (entry.trim() !== '') hops.push(entry.trim());
  return hops.find((hop) => !trusted(hop)) ?? hops.at(-1) ?? '';
}
