import { BlockList, isIP } from 'node:net';
import { AppError } from '../../core/errors.ts';

/** Whose forwarded headers count (GATE.md: only those of configured peers). */
export type TrustedPeers = (address: string | undefined) => boolean;

const mostJudged = 10_000;

/**
 * Reads a comma-joined list of addresses and networks (CIDR).
 * @throws AppError `configuration_invalid` where an entry is neither
 */
export function readTrustedPeers(list: string): TrustedPeers {
  const peers = new BlockList();
  for (const entry of list.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [address = '', length] = entry.split('/');
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    const bits = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
    if (family === 0 || !(bits <= longest)) {
      const reason = `"${entry}" is no address or network such as 10.0.0.0/8`;
      throw new AppError('configuration_invalid', { variable: 'TRUSTED_PROXIES', reason });
    }
    peers.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  const judged = new Map<string, boolean>();
  const judge = (address: string): boolean => {
    const plain = address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
    const family = isIP(plain);
    return family !== 0 && peers.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  };
  return (address) => {
    if (address === undefined) return false;
    // Asked at every check, mostly about the same web servers.
    let isTrusted = judged.get(address);
    if (isTrusted === undefined) {
      isTrusted = judge(address);
      if (judged.size >= mostJudged) judged.clear();
      judged.set(address, isTrusted);
    }
    return isTrusted;
  };
}
