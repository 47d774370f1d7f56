// biome-ignore lint/style/noRestrictedImports: compares addresses, opens nothing.
import { BlockList, isIP } from 'node:net';

const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4'); // RFC 3927; clouds tell their machines' secrets here
linkLocal.addSubnet('fe80::', 10, 'ipv6'); // RFC 4291 §2.5.6

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addSubnet('0.0.0.0', 8, 'ipv4'); // connecting to "this network" reaches this machine (RFC 1122 §3.2.1.3)
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

/** What is known of this machine and of Gatehouse on it. */
export interface OwnPlaces {
  /** Ports of office, gate and link. */
  readonly ports: readonly number[];
  /** IP addresses of this machine besides loopback. */
  addresses(): readonly string[];
}

/**
 * Why no website may be fetched from an IP address and port, or null where it may: Gatehouse's own ports on this
 * machine, and link-local addresses. An IPv4 address may come as IPv6 (`::ffff:…`).
 */
export function upstreamProblem(address: string, port: number, own: OwnPlaces): 'own' | 'link_local' | null {
  const plain = address.replace(/%.*$/, ''); // the zone of a link-local address
  if (isIn(linkLocal, plain)) return 'link_local';
  if (!own.ports.includes(port)) return null;
  const here = new BlockList();
  for (const one of own.addresses())
    here.addAddress(one.replace(/%.*$/, ''), isIP(one) === 4 ? 'ipv4' : 'ipv6');
  return isIn(loopback, plain) || isIn(here, plain) ? 'own' : null;
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Host and port of an upstream's address as one connects to it; `localhost` and names below it are loopback. */
export function upstreamPlace(url: URL): { readonly host: string; readonly port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLocalhost = /(?:^|\.)localhost\.?$/.test(host); // RFC 6761 §6.3
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { host: isLocalhost ? '127.0.0.1' : host, port };
}
