/**
 * Whether a host name is one that only machines for trying things out have: this machine itself (RFC 6761 §6.3), or a
 * name below `.test`, which never leads anywhere on the internet (§6.2). Only there may a website be reached by http, and
 * its session cookie be without `Secure` (GATE.md).
 * @param host without port; an address literal of IPv6 with or without brackets
 */
export function isDevelopmentHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return name === '::1' || /^127(\.\d{1,3}){3}$/.test(name) || /^(.+\.)?(localhost|test)$/.test(name);
}
