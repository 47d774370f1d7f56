import { isIP } from 'node:net';
import { networkOf } from '../visitor/network-of.ts';

/**
 * The network of a visitor's address as it stands in the audit log: `203.0.113.0/24`, or `2001:db8:12:3400::/56`
 * (RFC 5952). Empty for what is no address.
 */
export function networkName(address: string): string {
  if (isIP(address.split('%')[0] ?? '') === 0) return '';
  const network = networkOf(address);
  if (network.includes('.')) return `${network}.0/24`;
  const groups = (network.padEnd(16, '0').match(/.{4}/g) ?? []).map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
  while (groups.at(-1) === '0') groups.pop();
  return `${groups.join(':')}::/56`;
}
