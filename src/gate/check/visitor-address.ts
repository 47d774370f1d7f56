import type { IncomingMessage } from 'node:http';
import type { TrustedPeers } from './trusted-peers.ts';

/**
 * The visitor's network address: behind trusted proxies the last entry of X-Forwarded-For that is not one of them
 * (GATE.md); without the port that some write behind it, which is another at each connection and would get round the throttle.
 */
export function visitorAddress(trusted: TrustedPeers, { headers, socket }: IncomingMessage): string {
  const hops = [socket.remoteAddress ?? ''];
  const forwarded = headers['x-forwarded-for'];
  const entries = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  for (const entry of entries.reverse()) if (entry.trim() !== '') hops.push(withoutPort(entry.trim()));
  return hops.find((hop) => !trusted(hop)) ?? hops.at(-1) ?? '';
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711` and `"[2001:db8::1]"` (RFC 7239 §6) without brackets and port. */
function withoutPort(hop: string): string {
  const [, v4, v6] = /^"?(?:(\d+\.\d+\.\d+\.\d+)(?::\d+)?|\[([\da-f:.]+)\](?::\d+)?)"?$/i.exec(hop) ?? [];
  return v4 ?? v6 ?? hop;
}
